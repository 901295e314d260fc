/*
 * countries.c -- ISO 3166-1 countries by code and by the English names that
 * vendors write, and the first-level divisions of countries whose records use
 * both names and codes.  A country without a row here compares by its text.
 */
#include "subjects/fold.h"

/* "code name|other name", folded. */
static const char *const countries[] = {
    "af afghanistan", "ax aland islands", "al albania", "dz algeria",
    "as american samoa", "ad andorra", "ao angola", "ai anguilla",
    "aq antarctica", "ag antigua and barbuda", "ar argentina", "am armenia",
    "aw aruba", "au australia", "at austria", "az azerbaijan", "bs bahamas|the bahamas",
    "bh bahrain", "bd bangladesh", "bb barbados", "by belarus", "be belgium",
    "bz belize", "bj benin", "bm bermuda", "bt bhutan",
    "bo bolivia|bolivia plurinational state of", "bq bonaire sint eustatius and saba",
    "ba bosnia and herzegovina", "bw botswana", "br brazil|brasil",
    "io british indian ocean territory", "bn brunei|brunei darussalam",
    "bg bulgaria", "bf burkina faso", "bi burundi", "cv cabo verde|cape verde",
    "kh cambodia", "cm cameroon", "ca canada|can", "ky cayman islands",
    "cf central african republic", "td chad", "cl chile", "cn china|people s republic of china|chn",
    "cx christmas island", "cc cocos keeling islands", "co colombia", "km comoros",
    "cg congo|republic of the congo",
    "cd democratic republic of the congo|congo the democratic republic of the",
    "ck cook islands", "cr costa rica", "ci cote d ivoire|ivory coast|cote divoire",
    "hr croatia", "cu cuba", "cw curacao", "cy cyprus", "cz czechia|czech republic",
    "dk denmark", "dj djibouti", "dm dominica", "do dominican republic",
    "ec ecuador", "eg egypt", "sv el salvador", "gq equatorial guinea", "er eritrea",
    "ee estonia", "sz eswatini|swaziland", "et ethiopia", "fk falkland islands",
    "fo faroe islands", "fj fiji", "fi finland", "fr france|fra", "gf french guiana",
    "pf french polynesia", "ga gabon", "gm gambia|the gambia", "ge georgia",
    "de germany|deutschland|deu", "gh ghana", "gi gibraltar", "gr greece",
    "gl greenland", "gd grenada", "gp guadeloupe", "gu guam", "gt guatemala",
    "gg guernsey", "gn guinea", "gw guinea bissau", "gy guyana", "ht haiti",
    "va holy see|vatican city", "hn honduras", "hk hong kong|hong kong sar", "hu hungary",
    "is iceland", "in india|ind", "id indonesia", "ir iran|iran islamic republic of",
    "iq iraq", "ie ireland", "im isle of man", "il israel", "it italy|italia",
    "jm jamaica", "jp japan", "je jersey", "jo jordan", "kz kazakhstan", "ke kenya",
    "ki kiribati", "kp north korea|korea democratic people s republic of",
    "kr south korea|korea republic of|republic of korea", "xk kosovo", "kw kuwait",
    "kg kyrgyzstan", "la laos|lao people s democratic republic", "lv latvia", "lb lebanon",
    "ls lesotho", "lr liberia", "ly libya", "li liechtenstein", "lt lithuania",
    "lu luxembourg", "mo macao|macau", "mg madagascar", "mw malawi", "my malaysia",
    "mv maldives", "ml mali", "mt malta", "mh marshall islands", "mq martinique",
    "mr mauritania", "mu mauritius", "yt mayotte", "mx mexico|mex",
    "fm micronesia|federated states of micronesia", "md moldova|republic of moldova",
    "mc monaco", "mn mongolia", "me montenegro", "ms montserrat", "ma morocco",
    "mz mozambique", "mm myanmar|burma", "na namibia", "nr nauru", "np nepal",
    "nl netherlands|the netherlands|holland|nld", "nc new caledonia", "nz new zealand",
    "ni nicaragua", "ne niger", "ng nigeria", "nu niue", "nf norfolk island",
    "mk north macedonia|macedonia", "mp northern mariana islands", "no norway", "om oman",
    "pk pakistan", "pw palau", "ps palestine|palestinian territory|state of palestine",
    "pa panama", "pg papua new guinea", "py paraguay", "pe peru", "ph philippines",
    "pn pitcairn", "pl poland|polska|pol", "pt portugal", "pr puerto rico", "qa qatar",
    "re reunion", "ro romania", "ru russia|russian federation", "rw rwanda",
    "bl saint barthelemy", "sh saint helena", "kn saint kitts and nevis", "lc saint lucia",
    "mf saint martin", "pm saint pierre and miquelon", "vc saint vincent and the grenadines",
    "ws samoa", "sm san marino", "st sao tome and principe", "sa saudi arabia", "sn senegal",
    "rs serbia", "sc seychelles", "sl sierra leone", "sg singapore", "sx sint maarten",
    "sk slovakia", "si slovenia", "sb solomon islands", "so somalia", "za south africa",
    "ss south sudan", "es spain|espana|esp", "lk sri lanka", "sd sudan", "sr suriname",
    "se sweden", "ch switzerland", "sy syria|syrian arab republic",
    "tw taiwan|taiwan province of china", "tj tajikistan",
    "tz tanzania|united republic of tanzania", "th thailand", "tl timor leste|east timor",
    "tg togo", "tk tokelau", "to tonga", "tt trinidad and tobago", "tn tunisia",
    "tr turkey|turkiye", "tm turkmenistan", "tc turks and caicos islands", "tv tuvalu",
    "ug uganda", "ua ukraine", "ae united arab emirates|uae",
    "gb united kingdom|uk|great britain|england|scotland|wales|northern ireland|gbr",
    "us united states|usa|united states of america|u s a|u s",
    "um united states minor outlying islands", "uy uruguay", "uz uzbekistan", "vu vanuatu",
    "ve venezuela|venezuela bolivarian republic of", "vn vietnam|viet nam",
    "vg british virgin islands", "vi us virgin islands|u s virgin islands",
    "wf wallis and futuna", "eh western sahara", "ye yemen", "zm zambia", "zw zimbabwe",
};

static const char *const regions[] = {
    "us al alabama", "us ak alaska", "us az arizona", "us ar arkansas",
    "us ca california", "us co colorado", "us ct connecticut", "us de delaware",
    "us dc district of columbia|washington dc|washington d c", "us fl florida",
    "us ga georgia", "us hi hawaii", "us id idaho", "us il illinois", "us in indiana",
    "us ia iowa", "us ks kansas", "us ky kentucky", "us la louisiana", "us me maine",
    "us md maryland", "us ma massachusetts", "us mi michigan", "us mn minnesota",
    "us ms mississippi", "us mo missouri", "us mt montana", "us ne nebraska",
    "us nv nevada", "us nh new hampshire", "us nj new jersey", "us nm new mexico",
    "us ny new york", "us nc north carolina", "us nd north dakota", "us oh ohio",
    "us ok oklahoma", "us or oregon", "us pa pennsylvania", "us ri rhode island",
    "us sc south carolina", "us sd south dakota", "us tn tennessee", "us tx texas",
    "us ut utah", "us vt vermont", "us va virginia", "us wa washington",
    "us wv west virginia", "us wi wisconsin", "us wy wyoming", "us pr puerto rico",
    "ca ab alberta", "ca bc british columbia", "ca mb manitoba", "ca nb new brunswick",
    "ca nl newfoundland and labrador|newfoundland", "ca ns nova scotia",
    "ca nt northwest territories", "ca nu nunavut", "ca on ontario",
    "ca pe prince edward island", "ca qc quebec", "ca sk saskatchewan", "ca yt yukon",
    "au nsw new south wales", "au vic victoria", "au qld queensland",
    "au wa western australia", "au sa south australia", "au tas tasmania",
    "au act australian capital territory", "au nt northern territory",
};

/* Whether folded is the code (the first code_len bytes of row) or one of the
 * names behind it, which '|' parts. */
static bool
is_one_of(const char *row, size_t code_len, struct rc_slice folded)
{
    struct rc_slice names = rc_slice_of(row + code_len + 1), name;

    if (rc_slice_eq(folded, (struct rc_slice){row, code_len}))
        return true;
    while (rc_slice_cut(&names, '|', &name))
        if (rc_slice_eq(folded, name))
            return true;
    return rc_slice_eq(folded, names);
}

bool
rc_country_code(struct rc_slice folded, char code[2])
{
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
        if (is_one_of(countries[i], 2, folded)) {
            memcpy(code, countries[i], 2);
            return true;
        }
    return false;
}

bool
rc_region_known(const char country[2])
{
    return !memcmp(country, "us", 2) || !memcmp(country, "ca", 2) ||
           !memcmp(country, "au", 2);
}

bool
rc_region_code(const char country[2], struct rc_slice folded, char code[4])
{
    /* "us tx" and "us-tx" name the same as "tx" */
    if (folded.len > 3 && folded.p[2] == ' ' &&
        !memcmp(folded.p, country, 2)) {
        folded.p += 3;
        folded.len -= 3;
    }
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        const char *row = regions[i];
        size_t len = strcspn(row + 3, " ");

        if (!memcmp(row, country, 2) && is_one_of(row + 3, len, folded)) {
            memset(code, 0, 4);
            memcpy(code, row + 3, len);
            return true;
        }
    }
    return false;
}

/* account.h -- writing account names; private to subjects/. */
#ifndef RC_SUBJECTS_ACCOUNT_H
#define RC_SUBJECTS_ACCOUNT_H

#include "subjects/subject.h"

/* "class:" and name, folded to lower case; its length, 0 for no name. */
size_t rc_account_text(const char *class_, struct rc_slice name,
                       char out[RC_ACCOUNT_MAX]);
/* The class by the look of the name: mail, uid or login. */
size_t rc_account_named(struct rc_slice user, char out[RC_ACCOUNT_MAX]);

#endif

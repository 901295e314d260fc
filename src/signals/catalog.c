/*
 * catalog.c -- the detectors in the order of catalog.def.
 */
#include "signals/detectors.h"

const struct rc_detector *const rc_detectors[] = {
#define RC_DETECTOR(name) &rc_detector_##name,
#include "signals/catalog.def"
#undef RC_DETECTOR
};

const size_t rc_detector_count = sizeof rc_detectors / sizeof *rc_detectors;

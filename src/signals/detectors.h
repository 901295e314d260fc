/*
 * detectors.h -- the detectors by name; private to signals/.
 */
#ifndef RC_SIGNALS_DETECTORS_H
#define RC_SIGNALS_DETECTORS_H

#include "signals/signal.h"

#define RC_DETECTOR(name) extern const struct rc_detector rc_detector_##name;
#include "signals/catalog.def"
#undef RC_DETECTOR

#define RC_KIND_BIT(kind) (UINT32_C(1) << RC_OBS_##kind)

#endif

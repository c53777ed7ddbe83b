// Properties run on the same cases everywhere, so that a red build is about the change; FAST_CHECK_SEED tries others.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20261122) });

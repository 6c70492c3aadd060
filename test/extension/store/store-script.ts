// The store as a build holds it, for a test to run beside what it was built from.

import { openStore } from "../../../extension/store/dexie.ts";

Object.assign(globalThis, { builtStore: openStore });

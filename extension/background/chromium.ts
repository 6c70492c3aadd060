// The service worker's entry.

import { startBackground } from "./index.ts";
import { chromiumSeam } from "./open-engine.chromium.ts";

startBackground(() => chromiumSeam);

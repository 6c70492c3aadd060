// The event page's entry.

import { startBackground } from "./index.ts";
import { firefoxSeam } from "./open-engine.firefox.ts";

startBackground(firefoxSeam);

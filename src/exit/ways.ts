// Every way out that this release knows, in the order in which they are offered. A way is one file of this room.

import type { Way } from "./way.ts";

export const ways: readonly Way[] = [];

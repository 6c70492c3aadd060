// Every way out that this release knows, in the order in which they are offered. A way is one file of this room.

import { referenceEscape } from "./reference-escape.ts";
import { type Way, wayOf } from "./way.ts";

export const ways: readonly Way[] = [wayOf(referenceEscape)];

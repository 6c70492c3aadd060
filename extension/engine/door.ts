// What the engine worker's frame expects of an engine. The ports and the door themselves are the engine's own
// (src/engine/ports.ts).
//
// On repetition: a request whose background died comes again with the same id, maybe on another port of the same origin.
// While the engine lives the frame answers it with the first answer, and the engine sees it once (repeats.ts). When the
// engine died as well it does come twice, so what must not happen twice is named by origin and request id on disk.

import type { Alert, EngineDoor, EnginePorts } from "../../src/engine/ports.ts";

export type { Alert, EngineDoor, EnginePorts };

/** @throws Fault when the engine cannot start; every waiting request is answered with it, and the next one tries again. */
export type OpenEngine = (ports: EnginePorts) => Promise<EngineDoor>;

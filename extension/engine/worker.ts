// The engine worker's script: the engine in its frame.

import { openEngine } from "../../src/engine/engine.ts";
import { startEngine } from "./start.ts";

startEngine(openEngine);

// Switches relaxed SIMD on where Node hides it: before 22, behind a flag of V8's that must be set before the first module
// is compiled. Import it for that alone.

import { setFlagsFromString } from "node:v8";

if (Number(process.versions.node.split(".")[0]) < 22)
	setFlagsFromString("--experimental-wasm-relaxed-simd");

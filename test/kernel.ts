// The kernel that the extension ships, in this realm: the WebAssembly modules of the checkout, chosen and tested as the
// extension chooses them. Tests that are not about the kernel itself ask it: noble, the oracle, takes ten times as long for a
// signature, and that was more than half of all that such tests computed. The realm hashes as the engine's does too. That both
// give the same answers is for test/crypto/differential.test.ts and test/wasm to check.

import "./wasm/relaxed-simd.ts";
import { openKernel } from "../src/cli/kernel.ts";
import type { Kernel } from "../src/crypto/kernel.ts";

export const shippedKernel: Kernel = await openKernel();

// The fused-multiply-add backend keeps the contract of a field.

import "../relaxed-simd.ts";
import { expect, test } from "vitest";
import { emitFma } from "../../../wasm/field/fma.ts";
import { isRunnable } from "../backends.ts";
import { fieldSuite } from "./suite.ts";

const here = isRunnable("fma");
const reason = here ? "" : " (skipped: no relaxed SIMD here)";

test.skipIf(!here)(`agrees with integers${reason}`, async () => {
	expect(await fieldSuite("fma", emitFma, { seed: 1, count: 3_000 })).toEqual(
		[],
	);
});

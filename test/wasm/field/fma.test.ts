// The fused-multiply-add backend keeps the contract of a field.

import "../relaxed-simd.ts";
import { expect, test } from "vitest";
import { emitFma } from "../../../wasm/field/fma.ts";
import { fieldSuite } from "./suite.ts";

test("agrees with integers", async () => {
	expect(await fieldSuite("fma", emitFma, { seed: 1, count: 3_000 })).toEqual(
		[],
	);
});

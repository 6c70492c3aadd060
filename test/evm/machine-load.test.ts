// The package that runs code is loaded when it is wanted first, and may fail to.

import { expect, it, vi } from "vitest";

it("refuses a run whose machine does not load, and tries again for the next", async () => {
	let asked = 0;
	vi.doMock("@ethereumjs/evm", async (real) => {
		asked++;
		if (asked === 1) throw new Error("the file is gone");
		return await real();
	});
	const { emptyState } = await import("../../src/evm/machine.ts");
	expect(asked).toBe(0);
	await expect(emptyState()).rejects.toMatchObject({
		code: "internal",
		message: expect.stringContaining("the machine does not load"),
	});
	await expect(emptyState()).resolves.toBeDefined();
	expect(asked).toBe(2);
});

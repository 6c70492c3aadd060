// QR codes as they are drawn, read by another library than the one that makes them.

import jsQR from "jsqr";
import { describe, expect, it } from "vitest";
import { qrOf, qrPathOf, quietZone } from "../../../extension/ui/parts/qr.tsx";

/** The picture as a camera would see it: so many pixels to a module. */
const pixelsOf = (path: string, side: number, scale: number) => {
	const width = side * scale;
	const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
	for (const [, x = "", y = "", length = ""] of path.matchAll(
		/M(\d+) (\d+)h(\d+)v1h-\d+z/g,
	))
		for (let py = Number(y) * scale; py < (Number(y) + 1) * scale; py++)
			for (
				let px = Number(x) * scale;
				px < (Number(x) + Number(length)) * scale;
				px++
			)
				pixels.fill(0, (py * width + px) * 4, (py * width + px) * 4 + 3);
	return { pixels, width };
};

describe("a QR code", () => {
	it.each([
		["an address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"],
		["a part of a request", `UR:ETH-SIGN-REQUEST/1-9/${"LPADASC".repeat(40)}`],
		["text with letters of other tongues", "Grüße, 日本語"],
	])("says %s to who reads it", async (_what, text) => {
		const { path, side } = await qrOf(text);
		const { pixels, width } = pixelsOf(path, side, 4);
		expect(jsQR(pixels, width, width)?.data).toBe(text);
	});

	it("keeps light modules around it", async () => {
		const { path, side } = await qrOf("light");
		const rows = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((found) =>
			found.slice(1).map(Number),
		);
		for (const [x = 0, y = 0, length = 0] of rows) {
			expect(Math.min(x, y)).toBeGreaterThanOrEqual(quietZone);
			expect(Math.max(x + length, y + 1)).toBeLessThanOrEqual(side - quietZone);
		}
	});

	it("draws what stands side by side as one", () => {
		expect(qrPathOf([[true, true, false]]).path).toBe("M0 0h2v1h-2z");
	});

	it("refuses a text that no code has room for", async () => {
		await expect(qrOf("x".repeat(5_000))).rejects.toThrow();
	});
});

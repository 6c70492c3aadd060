// A film of QR codes, as a camera before the screen of a device takes it: each code for a moment, one after another. Chromium plays it
// in the place of a camera, again and again.

import { writeFile } from "node:fs/promises";
import { encodeQR } from "qr";

const width = 640;
const height = 480;
/** So many pictures a second. */
const rate = 4;

const [black, white, grey] = [16, 235, 128];

/** Brightness of each point: the code in the middle, on white. */
const pictureOf = (text: string): Uint8Array => {
	const code = encodeQR(text, "raw", { border: 4, ecc: "low" });
	const side = Math.floor(height / code.length);
	const [left, top] = [width, height].map((one) =>
		Math.floor((one - side * code.length) / 2),
	);
	const points = new Uint8Array(width * height).fill(white);
	code.forEach((row, y) => {
		row.forEach((isDark, x) => {
			if (!isDark) return;
			for (let dy = 0; dy < side; dy++) {
				const line = ((top ?? 0) + y * side + dy) * width;
				const start = line + (left ?? 0) + x * side;
				points.fill(black, start, start + side);
			}
		});
	});
	return points;
};

/** Writes it in the form that ends in "y4m": pictures without compression. */
export const writeFilm = async (
	path: string,
	codes: readonly string[],
): Promise<void> => {
	const colours = new Uint8Array((width * height) / 2).fill(grey);
	const text = (line: string) => new TextEncoder().encode(`${line}\n`);
	const frames = codes.flatMap((code) => [
		text("FRAME"),
		pictureOf(code),
		colours,
	]);
	const head = text(
		`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg`,
	);
	await writeFile(path, Buffer.concat([head, ...frames]));
};

// Draws Sextant's mark, an arc with its index arm under a star, as PNG bytes. Chromium takes no SVG in a manifest, and
// a drawn file is one that anyone can make again.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";
import { iconSizes } from "../manifest.ts";

type Colour = readonly [number, number, number, number];
const night: Colour = [16, 28, 46, 255];
const brass: Colour = [214, 170, 84, 255];
const star: Colour = [238, 242, 248, 255];
const none: Colour = [0, 0, 0, 0];

const distanceToLine = (
	x: number,
	y: number,
	[ax, ay, bx, by]: readonly [number, number, number, number],
): number => {
	const [dx, dy] = [bx - ax, by - ay];
	const t = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
	const at = Math.min(1, Math.max(0, t));
	return Math.hypot(x - ax - at * dx, y - ay - at * dy);
};

/** The colour at a point of the unit square. */
const colourAt = (x: number, y: number): Colour => {
	const [cx, cy] = [Math.abs(x - 0.5), Math.abs(y - 0.5)];
	const corner = Math.hypot(Math.max(0, cx - 0.3), Math.max(0, cy - 0.3));
	if (corner > 0.19) return none;
	const [fromApex, angle] = [
		Math.hypot(x - 0.5, y - 0.3),
		Math.atan2(x - 0.5, y - 0.3),
	];
	const onArc = Math.abs(fromApex - 0.5) < 0.035 && Math.abs(angle) < 0.62;
	const onFrame =
		distanceToLine(x, y, [0.5, 0.3, 0.21, 0.71]) < 0.026 ||
		distanceToLine(x, y, [0.5, 0.3, 0.79, 0.71]) < 0.026 ||
		distanceToLine(x, y, [0.5, 0.3, 0.57, 0.8]) < 0.026;
	const [sx, sy] = [Math.abs(x - 0.5), Math.abs(y - 0.24)];
	// A four-pointed star: the set under two crossing hyperbolas.
	if (Math.sqrt(sx) + Math.sqrt(sy) < 0.4) return star;
	return onArc || onFrame ? brass : night;
};

const chunk = (name: string, data: Uint8Array): Buffer => {
	const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
	const size = Buffer.alloc(4);
	size.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([size, body, check]);
};

/** The mark as a PNG of `size` x `size` pixels. The same bytes each time, for one version of zlib. */
export const drawIcon = (size: number): Uint8Array => {
	const rows = Buffer.alloc(size * (1 + 4 * size));
	const samples = 4;
	for (let row = 0; row < size; row++)
		for (let column = 0; column < size; column++) {
			const sum = [0, 0, 0, 0];
			for (let i = 0; i < samples * samples; i++) {
				const x = (column + ((i % samples) + 0.5) / samples) / size;
				const y = (row + (Math.floor(i / samples) + 0.5) / samples) / size;
				const [r, g, b, a] = colourAt(x, y);
				sum[0] = (sum[0] ?? 0) + r * a;
				sum[1] = (sum[1] ?? 0) + g * a;
				sum[2] = (sum[2] ?? 0) + b * a;
				sum[3] = (sum[3] ?? 0) + a;
			}
			const [r = 0, g = 0, b = 0, a = 0] = sum;
			const at = row * (1 + 4 * size) + 1 + 4 * column;
			for (const [i, part] of [r, g, b].entries())
				rows[at + i] = a === 0 ? 0 : Math.round(part / a);
			rows[at + 3] = Math.round(a / (samples * samples));
		}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(size, 0);
	header.writeUInt32BE(size, 4);
	header.set([8, 6, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
		chunk("IHDR", header),
		chunk("IDAT", deflateSync(rows, { level: 9 })),
		chunk("IEND", new Uint8Array(0)),
	]);
};

// `tsx extension/icon/draw.ts` writes the files the build copies. They are committed, because the same picture may
// compress to other bytes on another machine, and a release must be the same bytes everywhere.
if (process.argv[1] === fileURLToPath(import.meta.url))
	for (const size of iconSizes)
		writeFileSync(new URL(`${size}.png`, import.meta.url), drawIcon(size));

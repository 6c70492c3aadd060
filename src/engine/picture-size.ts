// How many points a picture has, by what its own bytes say first: a few of them can stand for more than a device holds.

import { Fault } from "../base/fault.ts";

/** On a side. */
const mostPoints = 4_096;

/** What is shown as no picture, and why. */
export const unfit = (why: string): Fault => new Fault("picture-unfit", why);

type Size = { readonly width: number; readonly height: number };

const big = (view: DataView, at: number): Size => ({
	width: view.getUint16(at + 2),
	height: view.getUint16(at),
});

/** Its frames say it, each before its data. */
const jpeg = (view: DataView): readonly Size[] => {
	const found: Size[] = [];
	for (let at = 2; at + 9 < view.byteLength; ) {
		if (view.getUint8(at) !== 0xff) break;
		const mark = view.getUint8(at + 1);
		if (mark === 0xff) {
			at++;
			continue;
		}
		const isFrame =
			mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark);
		if (isFrame) found.push(big(view, at + 5));
		// what follows is data
		if (mark === 0xda) break;
		at += 2 + view.getUint16(at + 2);
	}
	return found;
};

/** The screen's, and each frame's with where it stands. */
const gif = (view: DataView): readonly Size[] => {
	const little = (at: number): number => view.getUint16(at, true);
	const colours = (flags: number): number =>
		(flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1);
	const found: Size[] = [{ width: little(6), height: little(8) }];
	const behindBlocks = (from: number): number => {
		let at = from;
		while (view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
		return at + 1;
	};
	let at = 13 + colours(view.getUint8(10));
	while (at + 10 < view.byteLength) {
		const mark = view.getUint8(at);
		if (mark === 0x21) at = behindBlocks(at + 2);
		else if (mark === 0x2c) {
			found.push({
				width: little(at + 1) + little(at + 5),
				height: little(at + 3) + little(at + 7),
			});
			at = behindBlocks(at + 11 + colours(view.getUint8(at + 9)));
		} else break;
	}
	return found.length > 1 ? found : [];
};

const webp = (view: DataView): readonly Size[] => {
	const three = (at: number): number =>
		view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
	switch (view.getUint8(15)) {
		case 0x58: // "VP8X"
			return [{ width: three(24), height: three(27) }];
		case 0x4c: {
			// "VP8L"
			const bits = view.getUint32(21, true);
			return [
				{ width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 },
			];
		}
		default:
			return [
				{
					width: view.getUint16(26, true) & 0x3fff,
					height: view.getUint16(28, true) & 0x3fff,
				},
			];
	}
};

/** "ispe", as ISO/IEC 23008-12 calls the property with a picture's size. */
const ispe = 0x69_73_70_65;

/** Those of all its pictures and tiles, wherever they stand among its boxes. */
const avif = (view: DataView): readonly Size[] => {
	const sizes: Size[] = [];
	for (let at = 4; at + 16 <= view.byteLength; at++)
		if (view.getUint32(at) === ispe)
			sizes.push({
				width: view.getUint32(at + 8),
				height: view.getUint32(at + 12),
			});
	return sizes;
};

const sizesOf = (type: string, view: DataView): readonly Size[] => {
	switch (type) {
		case "image/png":
			return [{ width: view.getUint32(16), height: view.getUint32(20) }];
		case "image/jpeg":
			return jpeg(view);
		case "image/gif":
			return gif(view);
		case "image/avif":
			return avif(view);
		default:
			return webp(view);
	}
};

/** @throws picture-unfit for more points than are drawn, and for bytes that do not say */
export const pointsOf = (type: string, bytes: Uint8Array): number => {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let sizes: readonly Size[];
	try {
		sizes = sizesOf(type, view);
	} catch {
		throw unfit("a picture that is cut off");
	}
	if (sizes.length === 0) throw unfit("a picture of no size");
	for (const { width, height } of sizes)
		if (width > mostPoints || height > mostPoints)
			throw unfit(`${width} × ${height} points, at most ${mostPoints}`);
	return Math.max(...sizes.map(({ width, height }) => width * height));
};

// Packed bytes unpacked by the platform's own reader, within a bound: what is packed small may be large without end. A form that the
// platform has no reader of stays packed, and who asked is told.

import { joined } from "./bytes.ts";
import { asFault, Fault } from "./fault.ts";

/** zlib (RFC 1950), and Brotli (RFC 7932). */
export type Packing = "deflate" | "brotli";

/**
 * A platform may unpack all that it is given before anybody reads of it, and then no bound holds: it is given so much at once. zlib makes
 * a thousand times of it at most, Brotli 16 MB of a few bytes.
 */
const atOnce: { readonly [packing in Packing]: number } = {
	deflate: 4_096,
	brotli: 64,
};

/** Null where this platform does not read that form: Chromium 156 reads no Brotli outside of HTTP. */
const readerOf = (packing: Packing): DecompressionStream | null => {
	try {
		const made: unknown = Reflect.construct(DecompressionStream, [packing]);
		return made instanceof DecompressionStream ? made : null;
	} catch {
		return null;
	}
};

/**
 * What was packed.
 * @param most bytes of it
 * @returns null where the platform reads no such form
 * @throws too-large beyond the bound, after which nothing more is unpacked; bad-field for bytes that are not of the form or are cut off.
 * For bytes behind its end browsers throw that too, as the Compression Standard has it; Node 20 passes over them
 */
export const unpack = async (
	packed: Uint8Array,
	packing: Packing,
	most: number,
): Promise<Uint8Array | null> => {
	const stream = readerOf(packing);
	if (stream === null) return null;
	const writer = stream.writable.getWriter();
	const feed = async (): Promise<void> => {
		for (let at = 0; at < packed.length; at += atOnce[packing])
			await writer.write(packed.slice(at, at + atOnce[packing]));
		await writer.close();
	};
	// what goes wrong is told to who reads
	const fed = feed().catch(() => {});
	const reader = stream.readable.getReader();
	const parts: Uint8Array[] = [];
	let size = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			size += value.length;
			if (size > most)
				throw new Fault("too-large", `more than ${most} bytes unpacked`);
			parts.push(value);
		}
	} catch (thrown) {
		const fault = asFault(thrown);
		await reader.cancel().catch(() => {});
		throw fault.code === "too-large"
			? fault
			: new Fault("bad-field", `no ${packing}: ${fault.detail}`);
	}
	await fed;
	return joined(parts);
};

// Channels out of the frames that a batcher sent, in the order of L1, and the batches in a channel. By Holocene's rules, which all
// chains that ship have: frames come in order, and one channel is open at a time. Each channel that is taken here is one by the rules
// before it too. Pure but for the unpacking. Source: OP Stack specs, protocol/holocene/derivation.md (frame queue, channel bank),
// protocol/granite/derivation.md (channel timeout), protocol/fjord/derivation.md (Brotli)

import { equalBytes } from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import type { unpack } from "../../../base/unpack.ts";
import { type Batch, readBatches } from "./batch.ts";
import { type Frame, joinChannel } from "./blob.ts";

/** Blocks of L1 from that of a channel's first frame on, within which it has to be whole. */
export const channelTimeout = 50;

/** Real channels have some 0.8 MB, and some 5 MB unpacked. The specification's own bound is 100,000,000 bytes, of either. */
const mostPacked = 8_000_000;
export const mostUnpacked = 32_000_000;

/** What the batcher did send and this wallet does not read. */
export const unread = (why: string): Fault => new Fault("batch-unread", why);

type OpenChannel = {
	readonly since: number;
	readonly frames: readonly Frame[];
	readonly bytes: number;
};

/** Frames put together, as L1 has them. It begins anywhere: a channel whose first frame was before that is none to it. */
export type ChannelBank = {
	/**
	 * The frames of one transaction or blob, in L1's order.
	 * @returns the channels that are whole by them, packed as they were sent
	 * @throws batch-unread for a channel of more bytes than are kept here
	 */
	readonly add: (
		frames: readonly Frame[],
		blockNumber: number,
	) => readonly Uint8Array[];
	/** The block with the first frame of the channel that is open at that block; null where none is. */
	readonly openSince: (blockNumber: number) => number | null;
};

export const openChannelBank = (): ChannelBank => {
	let open: OpenChannel | null = null;
	const isOver = ({ since }: OpenChannel, blockNumber: number): boolean =>
		blockNumber - since > channelTimeout;
	const follows = (frame: Frame, blockNumber: number): OpenChannel | null => {
		if (frame.number === 0) return { since: blockNumber, frames: [], bytes: 0 };
		const first = open?.frames[0];
		return open !== null &&
			first !== undefined &&
			!isOver(open, blockNumber) &&
			open.frames.length === frame.number &&
			equalBytes(first.channel, frame.channel)
			? open
			: null;
	};
	const addOne = (frame: Frame, blockNumber: number): Uint8Array | null => {
		// a first frame ends the channel before it; what does not follow is dropped, and leaves that open
		const before = follows(frame, blockNumber);
		if (before === null) return null;
		const bytes = before.bytes + frame.data.length;
		if (bytes > mostPacked) throw unread(`a channel of ${bytes} bytes`);
		const frames = [...before.frames, frame];
		open = frame.isLast ? null : { since: before.since, frames, bytes };
		return frame.isLast ? joinChannel(frames) : null;
	};
	return {
		add: (frames, blockNumber) =>
			frames.flatMap((frame) => addOne(frame, blockNumber) ?? []),
		openSince: (blockNumber) =>
			open === null || isOver(open, blockNumber) ? null : open.since,
	};
};

/** Compression by what a channel begins with: zlib names itself in the low half of its first byte, Brotli has a version in front. */
const packingOf = (
	channel: Uint8Array,
): { readonly packing: "deflate" | "brotli"; readonly at: number } | null => {
	const [first] = channel;
	if (first === undefined) return null;
	const method = first & 15;
	if (method === 8 || method === 15) return { packing: "deflate", at: 0 };
	return first === 1 ? { packing: "brotli", at: 1 } : null;
};

/**
 * The batches of a whole channel. One that is no channel by the rules has none; of one that is damaged further on the rules take what
 * stands before, and here nothing is taken of it: less is found, and nothing that is not there.
 * @throws batch-unread for one of more than `mostUnpacked` bytes, or of a form that this platform does not read
 */
export const channelBatches = async (
	channel: Uint8Array,
	unpacked: typeof unpack,
): Promise<readonly Batch[]> => {
	const form = packingOf(channel);
	if (form === null) return [];
	const { packing, at } = form;
	try {
		const whole = await unpacked(channel.subarray(at), packing, mostUnpacked);
		if (whole === null) throw unread(`a channel in ${packing}`);
		return readBatches(whole);
	} catch (thrown) {
		const fault = asFault(thrown);
		if (fault.code === "too-large") throw unread(fault.detail);
		if (fault.kind === "malformed") return [];
		throw fault;
	}
};

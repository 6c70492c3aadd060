// How a Ledger speaks over USB: messages cut into reports of 64 bytes, each with its channel and its number. Source:
// https://developers.ledger.com/docs/device-interaction/references/protocol (tag 0x05, APDU over HID)

import { concat } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";

/** Bytes of a report. */
export const reportBytes = 64;
/** Channel, tag, number. */
const headBytes = 5;
const tag = 0x05;
/** A device answers with less: the longest, a public key with its chain code, has about 150. */
const mostAnswerBytes = 1_024;

const two = (value: number): Uint8Array =>
	Uint8Array.of(value >> 8, value & 0xff);
const twoAt = (bytes: Uint8Array, at: number): number =>
	((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** The reports of one message, the last filled up with zeros. */
export const reportsOf = (
	channel: number,
	message: Uint8Array,
): readonly Uint8Array[] => {
	const whole = concat(two(message.length), message);
	const room = reportBytes - headBytes;
	return Array.from({ length: Math.ceil(whole.length / room) }, (_, i) => {
		const report = new Uint8Array(reportBytes);
		report.set(concat(two(channel), Uint8Array.of(tag), two(i)));
		report.set(whole.subarray(i * room, (i + 1) * room), headBytes);
		return report;
	});
};

export type AnswerReader = {
	/** The whole answer once this report ends it; null before. @throws device-answer for one that is out of its order, or too long */
	readonly take: (report: Uint8Array) => Uint8Array | null;
};

/** Reads one answer. Reports of other channels are another program's, and passed over. */
export const openAnswer = (channel: number): AnswerReader => {
	const parts: Uint8Array[] = [];
	let length = 0;
	let have = 0;
	const wrong = (why: string): Fault =>
		new Fault("device-answer", `a report ${why}`);
	return {
		take: (report) => {
			if (report.length < headBytes + 2) throw wrong("is cut off");
			if (twoAt(report, 0) !== channel) return null;
			if (report[2] !== tag) throw wrong(`of tag ${report[2]}`);
			if (twoAt(report, 3) !== parts.length) throw wrong("out of its order");
			const isFirst = parts.length === 0;
			if (isFirst) length = twoAt(report, headBytes);
			if (length < 2 || length > mostAnswerBytes)
				throw wrong(`of ${length} bytes`);
			const part = report.subarray(
				isFirst ? headBytes + 2 : headBytes,
				reportBytes,
			);
			parts.push(part.slice());
			have += part.length;
			return have < length ? null : concat(...parts).subarray(0, length);
		},
	};
};

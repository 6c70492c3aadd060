// Messages to an app of a Ledger, one by one: a head of four bytes, what they carry, and the status that ends each answer.

import { concat, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { FaultCode } from "../base/faults.ts";
import { pathNumbers } from "../protocol/device.ts";
import { codeOfStatus } from "./ledger-status.ts";

/** Sends one message to the device and gives back its answer, with the two bytes of its status at the end. */
export type Exchange = (message: Uint8Array) => Promise<Uint8Array>;

export type ApduHead = readonly [
	cla: number,
	ins: number,
	p1: number,
	p2: number,
];

/** Of the Ethereum app. */
export const cla = 0xe0;
/** What one message holds beside its head. */
export const mostData = 255;

export const wrongAnswer = (why: string): Fault =>
	new Fault("device-answer", why);

/** @throws device-… by the status */
export const send = async (
	exchange: Exchange,
	head: ApduHead,
	data: Uint8Array = new Uint8Array(),
	/** What a status means to this question alone. */
	here: { readonly [status: number]: FaultCode } = {},
): Promise<Uint8Array> => {
	const message = concat(Uint8Array.of(...head, data.length), data);
	const answer = await exchange(message);
	if (answer.length < 2) throw wrongAnswer(`of ${answer.length} bytes`);
	const status = answer.slice(-2);
	const number = ((status[0] ?? 0) << 8) | (status[1] ?? 0);
	const code = here[number] ?? codeOfStatus(number);
	if (code !== null)
		throw new Fault(
			code,
			`status ${toHex(status)} to ${toHex(message.slice(0, 2))}`,
		);
	return answer.slice(0, -2);
};

export const word = (value: number): Uint8Array =>
	Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

export const pathBytes = (path: string): Uint8Array => {
	const numbers = pathNumbers(path);
	return concat(Uint8Array.of(numbers.length), ...numbers.map(word));
};

/** What is sent in several messages, cut; one of nothing where there is nothing. */
export const pieces = (
	bytes: Uint8Array,
	most: number,
): readonly Uint8Array[] =>
	Array.from({ length: Math.max(1, Math.ceil(bytes.length / most)) }, (_, i) =>
		bytes.subarray(i * most, (i + 1) * most),
	);

// What is asked of the Ethereum app of a Ledger, and how its answers read: which app is open, the address at a path, and signatures.
// It asks no server: what the device cannot show of itself it shows by its hash, or refuses. The maker's own library and transport
// come to 105 KB gzipped, most of it for servers that are never asked here; the four questions below are held against it, byte by
// byte, in the tests. Source:
// https://github.com/LedgerHQ/app-ethereum/blob/develop/doc/ethapp.adoc

import { concat, fromHex, type Hex, isHex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccak256 } from "../crypto/hash.ts";
import { type DeviceRequest, pathNumbers } from "../protocol/device.ts";
import { codeOfStatus } from "./ledger-status.ts";

/** Sends one message to the device and gives back its answer, with the two bytes of its status at the end. */
export type Exchange = (message: Uint8Array) => Promise<Uint8Array>;

const cla = 0xe0;
/** What one message holds beside its head. */
const mostData = 255;
/** The maker's library sends texts in such pieces. */
const mostText = 150;

/** Before it the app knew no transactions of type 2. */
const leastApp = [1, 9, 0] as const;

const wrong = (why: string): Fault => new Fault("device-answer", why);

/** @throws device-… by the status */
const send = async (
	exchange: Exchange,
	head: readonly [cla: number, ins: number, p1: number, p2: number],
	data: Uint8Array = new Uint8Array(),
): Promise<Uint8Array> => {
	const message = concat(
		Uint8Array.of(...head, data.length),
		data.length === 0 ? new Uint8Array() : data,
	);
	const answer = await exchange(message);
	if (answer.length < 2) throw wrong(`of ${answer.length} bytes`);
	const status = answer.slice(-2);
	const code = codeOfStatus(((status[0] ?? 0) << 8) | (status[1] ?? 0));
	if (code !== null)
		throw new Fault(
			code,
			`status ${toHex(status)} to ${toHex(message.slice(0, 2))}`,
		);
	return answer.slice(0, -2);
};

/** Bytes one after another out of an answer. */
const reader = (bytes: Uint8Array) => {
	let at = 0;
	const take = (count: number): Uint8Array => {
		if (at + count > bytes.length) throw wrong("it is cut off");
		at += count;
		return bytes.subarray(at - count, at);
	};
	return { take, byte: (): number => take(1)[0] ?? 0 };
};

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const word = (value: number): Uint8Array =>
	Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

const pathBytes = (path: string): Uint8Array => {
	const numbers = pathNumbers(path);
	return concat(Uint8Array.of(numbers.length), ...numbers.map(word));
};

/** @throws device-app for another app or none, device-old, and as `send` */
export const checkApp = async (exchange: Exchange): Promise<void> => {
	const { take, byte } = reader(await send(exchange, [0xb0, 0x01, 0, 0]));
	if (byte() !== 1) throw wrong("the app's name in another form");
	const name = ascii(take(byte()));
	const version = ascii(take(byte()));
	if (name !== "Ethereum")
		throw new Fault("device-app", `it runs ${name.slice(0, 20)}`);
	const numbers = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})/.exec(version);
	if (numbers === null) throw wrong(`version ${version.slice(0, 20)}`);
	for (const [i, least] of leastApp.entries()) {
		const is = Number(numbers[i + 1]);
		if (is > least) return;
		if (is < least) throw new Fault("device-old", `Ethereum ${version}`);
	}
};

/** The address at a path, by the public key that the device gives for it. Nothing is shown there. @throws device-answer, as `send` */
export const ledgerAddress = async (
	exchange: Exchange,
	path: string,
	/** The device shows it, and waits for the person. */
	shown = false,
): Promise<Hex> => {
	const data = pathBytes(path);
	const { take, byte } = reader(
		await send(exchange, [cla, 0x02, shown ? 1 : 0, 0], data),
	);
	const publicKey = take(byte());
	if (publicKey.length !== 65 || publicKey[0] !== 4)
		throw wrong(`a public key of ${publicKey.length} bytes`);
	const told = `0x${ascii(take(byte())).toLowerCase().replace(/^0x/, "")}`;
	const address = toHex(keccak256(publicKey.subarray(1)).subarray(12));
	if (!isHex(told, 20) || told !== address)
		throw wrong("an address of another key");
	return address;
};

/** The pieces of what is sent in several messages. */
const pieces = (
	bytes: Uint8Array,
	first: number,
	most: number,
): readonly Uint8Array[] => {
	const found = [bytes.subarray(0, first)];
	for (let at = first; at < bytes.length; at += most)
		found.push(bytes.subarray(at, at + most));
	return found;
};

const sendAll = async (
	exchange: Exchange,
	ins: number,
	all: readonly Uint8Array[],
): Promise<Uint8Array> => {
	let answer = new Uint8Array();
	for (const [i, piece] of all.entries())
		answer = new Uint8Array(
			await send(exchange, [cla, ins, i === 0 ? 0 : 0x80, 0], piece),
		);
	return answer;
};

/** v, r and s, of which v counts from 0 or from 27, as r, s, and 27 or 28. @throws device-answer */
const signatureOf = (answer: Uint8Array): Hex => {
	const v = answer[0] ?? 99;
	const parity = v >= 27 ? v - 27 : v;
	if (answer.length !== 65 || parity > 1)
		throw wrong(`a signature of ${answer.length} bytes with ${v}`);
	return toHex(concat(answer.subarray(1), Uint8Array.of(27 + parity)));
};

const asked = async (
	exchange: Exchange,
	{ path, asked: what }: DeviceRequest,
): Promise<Uint8Array> => {
	const place = pathBytes(path);
	switch (what.kind) {
		case "transaction": {
			const bytes = fromHex(what.bytes);
			// One of the oldest kind would have to be cut at other places.
			if ((bytes[0] ?? 0xff) > 0x7f)
				throw new Fault("device-unfit", "a transaction without a type");
			const whole = concat(place, bytes);
			return sendAll(exchange, 0x04, pieces(whole, mostData, mostData));
		}
		case "text": {
			const bytes = fromHex(what.bytes);
			// The app takes no text of nothing.
			if (bytes.length === 0) throw new Fault("device-unfit", "an empty text");
			const whole = concat(place, word(bytes.length), bytes);
			return sendAll(exchange, 0x08, pieces(whole, mostText, mostText));
		}
		case "typed":
			return sendAll(exchange, 0x0c, [
				concat(place, fromHex(what.domainHash), fromHex(what.messageHash)),
			]);
	}
};

/**
 * What the person lets the device sign of it. Whether it is this account's signature of exactly that the signer finds out.
 * @throws device-app, device-old; device-other where another phrase is on the device; device-refused, and as the status says
 */
export const ledgerSign = async (
	exchange: Exchange,
	request: DeviceRequest,
): Promise<Hex> => {
	await checkApp(exchange);
	const address = await ledgerAddress(exchange, request.path);
	if (address !== request.address)
		throw new Fault("device-other", `it has ${address} there`);
	return signatureOf(await asked(exchange, request));
};

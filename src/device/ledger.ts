// What is asked of the Ethereum app of a Ledger, and how its answers read: which app is open, the address at a path, and signatures.
// It asks no server: what the device cannot show of itself it shows by its hash, or refuses. The maker's own library and transport
// come to 105 KB gzipped, most of it for servers that are never asked here; the questions below are held against it, byte by byte, in
// the tests. Source:
// https://github.com/LedgerHQ/app-ethereum/blob/develop/doc/ethapp.adoc

import { concat, fromHex, type Hex, isHex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccak256 } from "../crypto/hash.ts";
import {
	type DeviceRequest,
	isUntyped,
	type TypedAsked,
	takesDelegations,
} from "../protocol/device.ts";
import {
	cla,
	type Exchange,
	pathBytes,
	pieces,
	send,
	word,
	wrongAnswer as wrong,
} from "./ledger-apdu.ts";
import {
	authorizationBytes,
	legacyParity,
	transactionPieces,
} from "./ledger-transaction.ts";
import { type Apdu, typedApdus } from "./ledger-typed.ts";

/** The maker's library sends texts in such pieces. */
const mostText = 150;

type Version = readonly [number, number, number];
/** Before it the app knew no transactions of type 2. */
const leastApp: Version = [1, 9, 0];
/** The first that takes typed data by its fields. */
const typedApp: Version = [1, 9, 19];
/** The first that signs delegations (EIP-7702). */
const delegationApp: Version = [1, 17, 0];

const isBefore = (version: Version, other: Version): boolean => {
	const i = version.findIndex((number, at) => number !== other[at]);
	return i >= 0 && (version[i] ?? 0) < (other[i] ?? 0);
};

/** How much a device can show: the oldest knows no fields; those with large screens show them all. */
export type LedgerModel = "nano-s" | "nano" | "large";

/** By the number that the maker gives its products: the model is in the upper byte. Source: `@ledgerhq/devices`. */
export const ledgerModel = (productId: number): LedgerModel => {
	const model = productId >>> 8;
	if (model === 0x10 || productId === 1) return "nano-s";
	return [0x60, 0x70, 0x80].includes(model) ? "large" : "nano";
};

/**
 * What a Ledger is going to show of typed data: all fields; the fields where its setting "Raw messages" is on, otherwise those of the
 * domain and a hash; or the two hashes.
 */
export type LedgerShows = "fields" | "fields-if-set" | "hashes";

/** How it is asked. */
export type LedgerTurn = {
	readonly model?: LedgerModel;
	/** The person wants the two hashes, since the device does not take the fields. */
	readonly byHashes?: boolean;
	/** Told before the device is asked, and again where it turns out otherwise. */
	readonly onShows?: (shows: LedgerShows) => void;
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

/** @returns its version. @throws device-app for another app or none, device-old, and as `send` */
export const checkApp = async (exchange: Exchange): Promise<Version> => {
	const { take, byte } = reader(await send(exchange, [0xb0, 0x01, 0, 0]));
	if (byte() !== 1) throw wrong("the app's name in another form");
	const name = ascii(take(byte()));
	const text = ascii(take(byte()));
	if (name !== "Ethereum")
		throw new Fault("device-app", `it runs ${name.slice(0, 20)}`);
	const [, major, minor, patch] =
		/^(\d{1,4})\.(\d{1,4})\.(\d{1,4})/.exec(text) ?? [];
	if (patch === undefined) throw wrong(`version ${text.slice(0, 20)}`);
	const version: Version = [Number(major), Number(minor), Number(patch)];
	if (isBefore(version, leastApp))
		throw new Fault("device-old", `Ethereum ${text}`);
	return version;
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

/** v counts from 0 or from 27. */
const plainParity = (v: number): number => (v >= 27 ? v - 27 : v);

/** v, r and s as r, s, and 27 or 28. @throws device-answer */
const signatureOf = (
	answer: Uint8Array,
	parityOf: (v: number) => number,
): Hex => {
	const v = answer[0] ?? 99;
	const parity = parityOf(v);
	if (answer.length !== 65 || parity > 1)
		throw wrong(`a signature of ${answer.length} bytes with ${v}`);
	return toHex(concat(answer.subarray(1), Uint8Array.of(27 + parity)));
};

/** Null where its fields cannot be told. */
const fieldsOf = (data: string): readonly Apdu[] | null => {
	try {
		return typedApdus(data);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "device-unfit") return null;
		throw thrown;
	}
};

/** @returns whether it took them: an app that was built without knows no such message. @throws as `send` */
const sendFields = async (
	exchange: Exchange,
	fields: readonly Apdu[],
): Promise<boolean> => {
	for (const [i, { head, data }] of fields.entries())
		try {
			await send(exchange, head, data);
		} catch (thrown) {
			const isUnknown = thrown instanceof Fault && thrown.code === "device-old";
			if (i === 0 && isUnknown) return false;
			throw thrown;
		}
	return true;
};

/** By its fields where device and app take them, and by its two hashes otherwise. */
const askTyped = async (
	exchange: Exchange,
	{ path, asked }: { readonly path: string; readonly asked: TypedAsked },
	version: Version,
	{ model = "nano", byHashes = false, onShows = () => {} }: LedgerTurn,
): Promise<Uint8Array> => {
	const isOld = model === "nano-s" || isBefore(version, typedApp);
	const fields = byHashes || isOld ? null : fieldsOf(asked.data);
	if (fields !== null) {
		onShows(model === "large" ? "fields" : "fields-if-set");
		if (await sendFields(exchange, fields))
			return send(exchange, [cla, 0x0c, 0, 1], pathBytes(path));
	}
	onShows("hashes");
	return send(
		exchange,
		[cla, 0x0c, 0, 0],
		concat(
			pathBytes(path),
			fromHex(asked.domainHash),
			fromHex(asked.messageHash),
		),
	);
};

/** @throws device-old */
const checkKnowsDelegations = (version: Version): void => {
	if (isBefore(version, delegationApp))
		throw new Fault("device-old", `Ethereum ${version.join(".")}`);
};

const parityIn = (asked: DeviceRequest["asked"]): ((v: number) => number) =>
	asked.kind === "transaction" && isUntyped(asked.bytes)
		? (v) => legacyParity(v, asked.chainId)
		: plainParity;

const askFor = async (
	exchange: Exchange,
	{ path, asked: what }: DeviceRequest,
	version: Version,
	turn: LedgerTurn,
): Promise<Uint8Array> => {
	const place = pathBytes(path);
	switch (what.kind) {
		case "transaction": {
			if (takesDelegations(what.bytes)) checkKnowsDelegations(version);
			const all = transactionPieces(place, what.bytes, what.chainId);
			return sendAll(exchange, 0x04, all);
		}
		case "authorization":
			checkKnowsDelegations(version);
			return send(
				exchange,
				[cla, 0x34, 1, 0],
				concat(place, authorizationBytes(what)),
				// its setting is off, or its maker does not list the contract
				{ 27008: "device-delegate" },
			);
		case "text": {
			const bytes = fromHex(what.bytes);
			// The app takes no text of nothing.
			if (bytes.length === 0) throw new Fault("device-unfit", "an empty text");
			const whole = concat(place, word(bytes.length), bytes);
			return sendAll(exchange, 0x08, pieces(whole, mostText));
		}
		case "typed":
			return askTyped(exchange, { path, asked: what }, version, turn);
	}
};

/**
 * What the person lets the device sign of it. Whether it is this account's signature of exactly that the signer finds out.
 * @throws device-app, device-old; device-other where another phrase is on the device; device-refused, and as the status says
 */
export const ledgerSign = async (
	exchange: Exchange,
	request: DeviceRequest,
	turn: LedgerTurn = {},
): Promise<Hex> => {
	const version = await checkApp(exchange);
	const address = await ledgerAddress(exchange, request.path);
	if (address !== request.address)
		throw new Fault("device-other", `it has ${address} there`);
	return signatureOf(
		await askFor(exchange, request, version, turn),
		parityIn(request.asked),
	);
};

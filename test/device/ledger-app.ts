// The Ethereum app of a Ledger as its papers describe it, written with ethers: what it answers to each message. Whatever stands in
// its way (locked, no app, an old one, a person who says no) is set from outside.

import { ethers } from "ethers";
import type { Hex } from "../../src/base/bytes.ts";
import type { Exchange } from "../../src/device/ledger-apdu.ts";
import { keyAt } from "../signer/device-world.ts";
import { ledgerTyped } from "./ledger-app-typed.ts";

const { getBytes, concat, toUtf8Bytes } = ethers;

export type LedgerState = {
	/** What it answers in the place of everything, such as 0x5515 while it is locked. */
	stands?: number;
	/** What it answers when it would sign. */
	refuses?: number;
	app?: { readonly name: string; readonly version: string };
	/** Built without typed data by its fields, as on the oldest devices. */
	fieldless?: boolean;
	/** Its setting that lets an account run code: on unless told. */
	smart?: boolean;
	/** Another phrase: its keys lie elsewhere. */
	elsewhere?: boolean;
};

const status = (code: number): string => ethers.toBeHex(code, 2);

const pathOf = (
	data: Uint8Array,
): { readonly path: string; readonly rest: Uint8Array } => {
	const count = data[0] ?? 0;
	const view = new DataView(data.buffer, data.byteOffset, data.length);
	const places = Array.from({ length: count }, (_, i) => {
		const number = view.getUint32(1 + 4 * i);
		return number >= 2 ** 31 ? `${number - 2 ** 31}'` : `${number}`;
	});
	return { path: ["m", ...places].join("/"), rest: data.slice(1 + 4 * count) };
};

/** The one contract whose code its maker lets an account run. */
export const listed: Hex = "0x4cd241e8d1510e30b2076397afc7508ae59c66c9";

/** @throws for a part of one, but for one of the oldest kind that ends before its chain: that is signed for all of them */
const wholeOf = (bytes: Uint8Array): string => {
	const text = ethers.hexlify(bytes);
	if ((bytes[0] ?? 0) <= 0x7f) return text;
	const lengths = (bytes[0] ?? 0) - 0xf7;
	const start = lengths > 0 ? 1 + lengths : 1;
	const said =
		lengths > 0
			? Number(ethers.hexlify(bytes.slice(1, start)))
			: (bytes[0] ?? 0) - 0xc0;
	if (bytes.length === start + said) return text;
	let at = start;
	const skip = (): void => {
		const first = bytes[at] ?? 0;
		const long = first - 0xb7;
		if (first < 0x80) at += 1;
		else if (long <= 0) at += 1 + first - 0x80;
		else
			at +=
				1 + long + Number(ethers.hexlify(bytes.slice(at + 1, at + 1 + long)));
	};
	for (let field = 0; field < 6; field++) skip();
	// cut there, it is whole for one that holds on every chain
	if (at === bytes.length) throw new WholeTooEarly();
	throw new Error("a part of one");
};

/** It would have signed something else than was sent. */
export class WholeTooEarly extends Error {}

/** Of a chain's number it keeps that. */
const fourHighest = (chainId: bigint): bigint => {
	const bytes = getBytes(ethers.toBeHex(chainId));
	return BigInt(ethers.hexlify(bytes.slice(0, 4)));
};

const named = (text: string): string =>
	concat([Uint8Array.of(text.length), toUtf8Bytes(text)]);

/** An app, and all that was said: "=> … <= …", as the maker's mocker keeps it. */
export const ledgerApp = (state: LedgerState = {}) => {
	const said: string[] = [];
	let held: Uint8Array = new Uint8Array();

	const keyOf = (path: string): ethers.SigningKey =>
		keyAt(state.elsewhere === true ? path.replace("m/44'", "m/45'") : path);

	const sign = (path: string, hash: string, v: (parity: 0 | 1) => number) => {
		if (state.refuses !== undefined) return status(state.refuses);
		const { r, s, yParity } = keyOf(path).sign(hash);
		return concat([Uint8Array.of(v(yParity)), r, s, status(0x9000)]);
	};

	const addressOf = (data: Uint8Array): string => {
		const { publicKey } = keyOf(pathOf(data).path);
		const address = ethers.computeAddress(publicKey).slice(2);
		return concat([
			Uint8Array.of(65),
			publicKey,
			named(address),
			status(0x9000),
		]);
	};

	/** What came in pieces so far. */
	const gathered = (p1: number, data: Uint8Array): Uint8Array => {
		held = p1 === 0 ? data : getBytes(concat([held, data]));
		return held;
	};

	/** Read once it is whole, which of the oldest kind it is before its chain as well. */
	const transaction = (p1: number, data: Uint8Array): string => {
		const { path, rest } = pathOf(gathered(p1, data));
		try {
			const read = ethers.Transaction.from(wholeOf(rest));
			const chain = read.type === 0 ? fourHighest(read.chainId) : null;
			return sign(path, read.unsignedHash, (parity) =>
				chain === null ? parity : Number((chain * 2n + 35n) & 0xffn) + parity,
			);
		} catch (thrown) {
			if (thrown instanceof WholeTooEarly) throw thrown;
			// the rest comes with the next one
			return status(0x9000);
		}
	};

	/** What lets the account run a listed contract's code: a structure of tags and lengths. */
	const authorization = (data: Uint8Array): string => {
		const { path, rest } = pathOf(data);
		const fields = new Map<number, Uint8Array>();
		const length = (rest[0] ?? 0) * 256 + (rest[1] ?? 0);
		if (length !== rest.length - 2) return status(0x6a80);
		for (let at = 2; at < rest.length; ) {
			const end = at + 2 + (rest[at + 1] ?? 0);
			fields.set(rest[at] ?? 0, rest.slice(at + 2, end));
			at = end;
		}
		const [version, delegate, chain, nonce] = [0, 1, 2, 3].map(
			(tag) => fields.get(tag) ?? new Uint8Array(),
		);
		if (ethers.hexlify(version ?? "0x") !== "0x01") return status(0x6a80);
		const address = ethers.hexlify(delegate ?? "0x");
		const isListed = [listed, ethers.ZeroAddress].includes(address);
		if (state.smart === false || !isListed) return status(0x6980);
		const hash = ethers.hashAuthorization({
			address,
			chainId: BigInt(ethers.hexlify(chain ?? "0x")),
			nonce: BigInt(ethers.hexlify(nonce ?? "0x")),
		});
		return sign(path, hash, (parity) => parity);
	};

	const text = (p1: number, data: Uint8Array): string => {
		const { path, rest } = pathOf(gathered(p1, data));
		const length = new DataView(rest.buffer, rest.byteOffset).getUint32(0);
		const bytes = rest.slice(4);
		return bytes.length < length
			? status(0x9000)
			: sign(path, ethers.hashMessage(bytes), (parity) => 27 + parity);
	};

	const fields = ledgerTyped();
	const typed = (p2: number, data: Uint8Array): string => {
		const { path, rest } = pathOf(data);
		const hash =
			p2 === 1 ? fields.hash() : ethers.keccak256(concat(["0x1901", rest]));
		return sign(path, hash, (parity) => 27 + parity);
	};

	const answer = (message: Uint8Array): string => {
		const [cla, ins, p1 = 0, p2 = 0, length] = message;
		const data = message.slice(5);
		if (length !== data.length) return status(0x6700);
		if (state.stands !== undefined) return status(state.stands);
		const app = state.app ?? { name: "Ethereum", version: "1.22.0" };
		if (cla === 0xb0 && ins === 1)
			return concat([
				"0x01",
				named(app.name),
				named(app.version),
				"0x0102",
				status(0x9000),
			]);
		if (cla !== 0xe0) return status(0x6e00);
		switch (ins) {
			case 0x02:
				return addressOf(data);
			case 0x04:
				return transaction(p1, data);
			case 0x08:
				return text(p1, data);
			case 0x34:
				return p1 === 1 ? authorization(data) : status(0x6b00);
			case 0x0c:
				return typed(p2, data);
			case 0x1a:
			case 0x1c:
				if (state.fieldless === true) return status(0x6d00);
				return status(fields.take(ins, p1, p2, data) ? 0x9000 : 0x6a80);
			default:
				return status(0x6d00);
		}
	};

	const exchange: Exchange = async (message) => {
		const answered = answer(message);
		said.push(
			`=> ${ethers.hexlify(message).slice(2)}`,
			`<= ${answered.slice(2)}`,
		);
		return getBytes(answered);
	};
	return { exchange, said, state };
};

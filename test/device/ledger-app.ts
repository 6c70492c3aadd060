// The Ethereum app of a Ledger as its papers describe it, written with ethers: what it answers to each message. Whatever stands in
// its way (locked, no app, an old one, a person who says no) is set from outside.

import { ethers } from "ethers";
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

	const transaction = (p1: number, data: Uint8Array): string => {
		const { path, rest } = pathOf(gathered(p1, data));
		try {
			const read = ethers.Transaction.from(ethers.hexlify(rest));
			return sign(path, read.unsignedHash, (parity) => parity);
		} catch {
			// the rest comes with the next one
			return status(0x9000);
		}
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
		const app = state.app ?? { name: "Ethereum", version: "1.13.0" };
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

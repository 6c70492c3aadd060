// How the Ethereum app of a Ledger reads typed data by its fields, as its papers describe it: the message is put together again out of
// what was sent, and hashed by ethers.

import { ethers } from "ethers";

const { hexlify, toUtf8String } = ethers;

type Part = { readonly name: string; readonly type: string };
type Sent = { readonly list: number } | { readonly value: Uint8Array };

const plain = [
	"",
	"int",
	"uint",
	"address",
	"bool",
	"string",
	"bytes",
	"bytes",
];

/** A field's type and name out of its definition. */
const partOf = (data: Uint8Array): Part => {
	let at = 0;
	const byte = (): number => {
		const found = data[at++];
		if (found === undefined) throw new Error("a definition that is cut off");
		return found;
	};
	const text = (): string => {
		const length = byte();
		at += length;
		if (at > data.length) throw new Error("a definition that is cut off");
		return toUtf8String(data.slice(at - length, at));
	};
	const kind = byte();
	const number = kind & 0x0f;
	const base = number === 0 ? text() : (plain[number] ?? "?");
	const size = (kind & 0x40) === 0 ? "" : byte() * (number === 6 ? 1 : 8);
	let brackets = "";
	if ((kind & 0x80) !== 0)
		for (let left = byte(); left > 0; left--)
			brackets += byte() === 0 ? "[]" : `[${byte()}]`;
	const name = text();
	if (at !== data.length) throw new Error("something after a definition");
	return { name, type: `${base}${size}${brackets}` };
};

/** A word as ethers takes it. @throws for one of no length that there is */
const wordFrom = (type: string, bytes: Uint8Array): unknown => {
	if (type === "string") return toUtf8String(bytes);
	if (/^(bytes|address)/.test(type)) return hexlify(bytes);
	if (bytes.length === 0) throw new Error("a number of nothing");
	if (type === "bool") return bytes[0] === 1;
	const number = BigInt(hexlify(bytes));
	const bits = Number(/[0-9]+$/.exec(type)?.[0]);
	if (bytes.length * 8 > bits) throw new Error("a number that is too long");
	// as the app does: what fills its type and begins with a one lies below nothing
	return type.startsWith("int") && bytes.length * 8 === bits
		? BigInt.asIntN(bits, number)
		: number;
};

export const ledgerTyped = () => {
	let types: Record<string, Part[]> = {};
	let sent: Sent[] = [];
	let roots: { readonly name: string; readonly at: number }[] = [];
	let last = "";
	let held: number[] = [];

	const read = (
		from: number,
		name: string,
	): [Record<string, unknown>, number] => {
		let at = from;
		const value = (type: string): unknown => {
			const [, of, length] = /^(.*)\[([0-9]*)\]$/.exec(type) ?? [];
			if (of !== undefined) {
				const next = sent[at++];
				if (next === undefined || !("list" in next)) throw new Error("no list");
				if (length !== "" && next.list !== Number(length))
					throw new Error("a list of another length");
				return Array.from({ length: next.list }, () => value(of));
			}
			if (Object.hasOwn(types, type)) return fields(type);
			const next = sent[at++];
			if (next === undefined || !("value" in next)) throw new Error("no value");
			return wordFrom(type, next.value);
		};
		const fields = (of: string): Record<string, unknown> =>
			Object.fromEntries(
				(types[of] ?? []).map((part) => [part.name, value(part.type)]),
			);
		const found = fields(name);
		return [found, at];
	};

	const take = (
		ins: number,
		p1: number,
		p2: number,
		data: Uint8Array,
	): boolean => {
		if (ins === 0x1a) {
			if (roots.length > 0) [types, sent, roots] = [{}, [], []];
			if (p2 === 0) {
				last = toUtf8String(data);
				types[last] = [];
			} else types[last]?.push(partOf(data));
			return true;
		}
		if (p2 === 0) roots.push({ name: toUtf8String(data), at: sent.length });
		else if (p2 === 0x0f && data.length === 1)
			sent.push({ list: data[0] ?? 0 });
		else {
			held.push(...data);
			const length = (held[0] ?? 0) * 256 + (held[1] ?? 0);
			if (p1 === 1) return held.length < length + 2;
			const value = Uint8Array.from(held.slice(2));
			held = [];
			if (value.length !== length) return false;
			sent.push({ value });
		}
		return true;
	};

	/** What is signed of all that was sent. */
	const hash = (): string => {
		const [domainRoot, messageRoot] = roots;
		if (domainRoot?.name !== "EIP712Domain" || messageRoot === undefined)
			throw new Error("no message");
		const [domain, after] = read(domainRoot.at, domainRoot.name);
		const [message, end] = read(messageRoot.at, messageRoot.name);
		if (after !== messageRoot.at || end !== sent.length)
			throw new Error("more or less than the types ask for");
		const { EIP712Domain: own, ...others } = types;
		const hashOf = (name: string, of: Record<string, Part[]>, value: object) =>
			ethers.TypedDataEncoder.from(of).hashStruct(name, { ...value });
		return ethers.keccak256(
			ethers.concat([
				"0x1901",
				hashOf("EIP712Domain", { EIP712Domain: own ?? [] }, domain),
				hashOf(messageRoot.name, others, message),
			]),
		);
	};
	return { take, hash };
};

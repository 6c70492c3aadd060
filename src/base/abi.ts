// Calldata of contract calls as bytes: words, and what hangs behind them. It knows no contract. The signer's realm takes no
// package but the noble ones, so this small part of the ABI is written here; tests hold it against another implementation.
// Source: Solidity, contract ABI specification, "formal specification of the encoding".

import { bigToBytes, concat, fromHex, type Hex, toHex } from "./bytes.ts";
import { Fault } from "./fault.ts";

/** An encoded argument. A dynamic one stands behind the others, and its place among them is said by an offset. */
export type Abi = { readonly isDynamic: boolean; readonly bytes: Uint8Array };

const fixed = (bytes: Uint8Array): Abi => ({ isDynamic: false, bytes });
const dynamic = (bytes: Uint8Array): Abi => ({ isDynamic: true, bytes });

/** uint256, and every smaller unsigned integer or bool. @throws bad-field for what does not fit a word */
export const abiWord = (value: bigint | number): Abi => {
	const whole = BigInt(value);
	if (whole < 0n || whole >> 256n !== 0n)
		throw new Fault("bad-field", `${value} is no word`);
	return fixed(bigToBytes(whole, 32));
};

/** @throws bad-field for what is not 20 bytes */
export const abiAddress = (address: Hex): Abi =>
	fixed(concat(new Uint8Array(12), fromHex(address, 20)));

/** bytes32. @throws bad-field for what is not 32 bytes */
export const abiBytes32 = (bytes: Hex): Abi => fixed(fromHex(bytes, 32));

/** bytes and string. */
export const abiBytes = (bytes: Hex): Abi => {
	const content = fromHex(bytes);
	const padding = new Uint8Array((32 - (content.length % 32)) % 32);
	return dynamic(concat(abiWord(content.length).bytes, content, padding));
};

const joined = (items: readonly Abi[]): Uint8Array => {
	let behind = items.reduce(
		(sum, { isDynamic, bytes }) => sum + (isDynamic ? 32 : bytes.length),
		0,
	);
	const heads: Uint8Array[] = [];
	const tails: Uint8Array[] = [];
	for (const { isDynamic, bytes } of items)
		if (isDynamic) {
			heads.push(abiWord(behind).bytes);
			tails.push(bytes);
			behind += bytes.length;
		} else heads.push(bytes);
	return concat(...heads, ...tails);
};

/** A struct, or an array whose length the type says: dynamic when one of its parts is. */
export const abiTuple = (...items: readonly Abi[]): Abi => ({
	isDynamic: items.some(({ isDynamic }) => isDynamic),
	bytes: joined(items),
});

/** T[]. */
export const abiList = (items: readonly Abi[]): Abi =>
	dynamic(concat(abiWord(items.length).bytes, joined(items)));

/** The arguments as abi.encode gives them. */
export const abiEncode = (...items: readonly Abi[]): Uint8Array =>
	joined(items);

/** The calldata of a call: four bytes of selector and the arguments. @throws bad-field for another selector */
export const abiCall = (selector: Hex, ...items: readonly Abi[]): Hex =>
	toHex(concat(fromHex(selector, 4), joined(items)));

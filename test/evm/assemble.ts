// EVM code from its words, for tests: names of instructions, and numbers that become the shortest push.

import type { Hex } from "../../src/base/bytes.ts";

const codes: { readonly [name: string]: number } = {
	STOP: 0x00,
	ADD: 0x01,
	MUL: 0x02,
	SUB: 0x03,
	EXP: 0x0a,
	LT: 0x10,
	EQ: 0x14,
	ISZERO: 0x15,
	KECCAK256: 0x20,
	ADDRESS: 0x30,
	BALANCE: 0x31,
	ORIGIN: 0x32,
	CALLER: 0x33,
	CALLVALUE: 0x34,
	CALLDATALOAD: 0x35,
	CALLDATASIZE: 0x36,
	CALLDATACOPY: 0x37,
	CODESIZE: 0x38,
	CODECOPY: 0x39,
	GASPRICE: 0x3a,
	EXTCODESIZE: 0x3b,
	EXTCODECOPY: 0x3c,
	RETURNDATASIZE: 0x3d,
	RETURNDATACOPY: 0x3e,
	EXTCODEHASH: 0x3f,
	BLOCKHASH: 0x40,
	COINBASE: 0x41,
	TIMESTAMP: 0x42,
	NUMBER: 0x43,
	PREVRANDAO: 0x44,
	GASLIMIT: 0x45,
	CHAINID: 0x46,
	SELFBALANCE: 0x47,
	BASEFEE: 0x48,
	BLOBHASH: 0x49,
	BLOBBASEFEE: 0x4a,
	POP: 0x50,
	MLOAD: 0x51,
	MSTORE: 0x52,
	MSTORE8: 0x53,
	SLOAD: 0x54,
	SSTORE: 0x55,
	JUMP: 0x56,
	JUMPI: 0x57,
	PC: 0x58,
	MSIZE: 0x59,
	GAS: 0x5a,
	JUMPDEST: 0x5b,
	TLOAD: 0x5c,
	TSTORE: 0x5d,
	MCOPY: 0x5e,
	DUP1: 0x80,
	DUP2: 0x81,
	SWAP1: 0x90,
	LOG0: 0xa0,
	LOG1: 0xa1,
	LOG2: 0xa2,
	LOG3: 0xa3,
	LOG4: 0xa4,
	CREATE: 0xf0,
	CALL: 0xf1,
	CALLCODE: 0xf2,
	RETURN: 0xf3,
	DELEGATECALL: 0xf4,
	CREATE2: 0xf5,
	STATICCALL: 0xfa,
	REVERT: 0xfd,
	INVALID: 0xfe,
	SELFDESTRUCT: 0xff,
};

/** @param words "CALLER", 1, 0xffn, or a byte as "raw:0c" @throws RangeError for a name that is none */
export const assemble = (
	...words: readonly (string | number | bigint)[]
): Hex => {
	let text = "";
	for (const word of words) {
		if (typeof word === "string") {
			const code = word.startsWith("raw:")
				? Number.parseInt(word.slice(4), 16)
				: codes[word];
			if (code === undefined) throw new RangeError(`no instruction ${word}`);
			text += code.toString(16).padStart(2, "0");
			continue;
		}
		const digits = word.toString(16);
		const push =
			BigInt(word) === 0n
				? ""
				: digits.padStart(2 * Math.ceil(digits.length / 2), "0");
		text += (0x5f + push.length / 2).toString(16) + push;
	}
	return `0x${text}`;
};

/** Code that leaves as many zeros on the stack. */
export const zeros = (count: number): readonly number[] =>
	Array.from({ length: count }, () => 0);

/** Returns the word on top of the stack. */
export const returnTop = [0, "MSTORE", 32, 0, "RETURN"] as const;

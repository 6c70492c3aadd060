// Faults as sites know errors: the code of EIP-1193 or JSON-RPC by the fault's kind, plain words, and what exactly failed.
// https://eips.ethereum.org/EIPS/eip-1193 https://eips.ethereum.org/EIPS/eip-1474

import { type FaultCode, type FaultKind, faults } from "../base/faults.ts";

export type RpcError = {
	readonly code: number;
	/** For a person: what is wrong, what to do, and the facts. */
	readonly message: string;
	readonly data: {
		readonly code: FaultCode;
		readonly kind: FaultKind;
		/** True when the same request may succeed later without anything being changed. */
		readonly retriable: boolean;
	};
};

/** A refusal of the contract that was called, as nodes and libraries know it: EIP-1474 has no code for it, 3 is what all use. */
export type RevertError = {
	readonly code: 3;
	readonly message: string;
	readonly data: `0x${string}`;
};

/** @param data what the contract reverted with */
export const toRevertError = (
	detail: string,
	data: `0x${string}`,
): RevertError => ({
	code: 3,
	message: `execution reverted${detail === "" ? "" : `: ${detail}`}`.slice(
		0,
		1_000,
	),
	data,
});

/** What has a code of its own beside its kind's. */
const byCode: { readonly [code in FaultCode]?: number } = {
	// The one malformed thing that is the site's own doing.
	"bad-params": -32602,
	// The person said no, as against a rule that says no.
	"user-refused": 4001,
	// EIP-1474: above what one site may have under way or waiting, or asked again too soon. The person was not asked, so it is
	// no 4001.
	"asked-lately": -32005,
	"too-many": -32005,
	// EIP-3326: a chain the wallet does not have.
	"unknown-chain": 4902,
	// Connected to some chains, but not to this one.
	"not-followed": 4901,
	// No permission would help: the wallet has nothing to answer from until its person acts.
	"checkpoint-age": -32000,
	// EIP-5792
	"batch-capability": 5700,
	"batch-chain": 5710,
	"batch-id": 5720,
	"batch-unknown": 5730,
	"batch-large": 5740,
	"batch-atomic": 5760,
	// What nodes say to a call that runs out of gas or cannot be paid.
	"call-failed": -32000,
	// As toRevertError, for who has no data.
	"call-reverted": 3,
};

const byKind: { readonly [kind in FaultKind]: number } = {
	malformed: -32000,
	disproved: -32000,
	unsupported: 4200,
	unproven: -32000,
	unavailable: 4900,
	refused: 4100,
	// EIP-1474: above a limit.
	busy: -32005,
	internal: -32603,
};

/**
 * The error a site gets for this fault. The endpoint that failed is not named to a site.
 * @param words what the fault says and what to do; empty where there are none
 */
export const toRpcError = (
	code: FaultCode,
	detail: string,
	words: string,
): RpcError => {
	const kind: FaultKind = faults[code];
	return {
		code: byCode[code] ?? byKind[kind],
		message: `${words} (${code}: ${detail})`.trimStart().slice(0, 1_000),
		data: {
			code,
			kind,
			retriable:
				kind === "unproven" || kind === "unavailable" || kind === "busy",
		},
	};
};

// What a chain's rules ask of the machine at a time, and what a call pays before its first instruction.

import type { Hex } from "../base/bytes.ts";
import { fromHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { ProofRequest } from "../source/execution.ts";
import type { EvmFork } from "./machine.ts";

export type EvmRules = {
	readonly chainId: number;
	readonly fork: EvmFork;
	/** How fast the price of blobs moves (EIP-4844, EIP-7691, EIP-7892); null where it is not known. */
	readonly blobFeeFraction: bigint | null;
	/** Addresses at which the chain computes something that this machine does not, or not in the same way. */
	readonly strange: readonly Hex[];
	/** The same by how an address begins: whatever reads one is not run. */
	readonly strangePrefixes?: readonly Hex[] | undefined;
	/** Instructions, by their byte, that give something else there than this machine does. */
	readonly unlike?: readonly number[] | undefined;
};

/** What is called, as a transaction would. */
export type CallRequest = {
	readonly from: Hex;
	/** Null to create a contract with `data`. */
	readonly to: Hex | null;
	readonly valueWei: bigint;
	readonly data: Hex;
	/** The gas limit; null for the most that is run here. */
	readonly gas: bigint | null;
	/** The most a unit of gas may cost; 0 where nobody pays. */
	readonly gasPriceWei: bigint;
	/** The most of it that is for the block's maker (EIP-1559); without it, all of it is. */
	readonly tipWei?: bigint;
	/** EIP-2930: what the transaction declares, and pays for. */
	readonly accessList: readonly ProofRequest[];
};

const order: readonly EvmFork[] = ["shanghai", "cancun", "prague", "osaka"];
/** Of numbers that no float holds. */
export const least = (first: bigint, ...others: readonly bigint[]): bigint => {
	let found = first;
	for (const other of others) if (other < found) found = other;
	return found;
};
export const greatest = (
	first: bigint,
	...others: readonly bigint[]
): bigint => {
	let found = first;
	for (const other of others) if (other > found) found = other;
	return found;
};

export const hasFork = ({ fork }: EvmRules, since: EvmFork): boolean =>
	order.indexOf(fork) >= order.indexOf(since);

/** No transaction may have more, from Osaka on (EIP-7825). */
export const mostTransactionGas = 1n << 24n;

/**
 * What a unit of gas costs in a block with this base fee, as GASPRICE says. EIP-1559.
 * @throws call-failed when the caller would pay less than the base fee, and not nothing
 */
export const effectivePrice = (
	{ gasPriceWei, tipWei }: CallRequest,
	baseFeeWei: bigint,
): bigint => {
	if (gasPriceWei === 0n) return 0n;
	if (gasPriceWei < baseFeeWei)
		throw new Fault(
			"call-failed",
			`${gasPriceWei} wei for a unit of gas, the block's base fee is ${baseFeeWei}`,
		);
	return tipWei === undefined
		? gasPriceWei
		: least(gasPriceWei, baseFeeWei + tipWei);
};

export type Intrinsic = {
	/** Paid before the first instruction. */
	readonly paid: bigint;
	/** The least that is paid in all (EIP-7623); 0 before Prague. */
	readonly floor: bigint;
};

/**
 * What a call costs before it begins. Yellow Paper section 6.2 (g0), with EIP-2028, EIP-2930, EIP-3860 and EIP-7623.
 */
export const intrinsicGas = (
	{ to, data, accessList }: CallRequest,
	rules: EvmRules,
): Intrinsic => {
	const bytes = fromHex(data);
	const zeros = bytes.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
	const others = bytes.length - zeros;
	const base = 21_000n;
	const creation =
		to === null
			? 32_000n +
				(hasFork(rules, "shanghai")
					? 2n * BigInt(Math.ceil(bytes.length / 32))
					: 0n)
			: 0n;
	const declared = accessList.reduce(
		(sum, { slots }) => sum + 2400n + 1900n * BigInt(slots.length),
		0n,
	);
	const tokens = BigInt(zeros + 4 * others);
	return {
		paid: base + 4n * tokens + creation + declared,
		floor: hasFork(rules, "prague") ? base + 10n * tokens : 0n,
	};
};

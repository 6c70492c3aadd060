// What a transaction on a chain of the OP Stack pays: gas at its price, which the signature caps, and beside it what the chain takes
// for data on L1 and for its operator, which no signature caps. Their numbers stand in the L1Block predeploy, which the sequencer's
// first transaction of each block writes, and the forks that count in the GasPriceOracle predeploy.
// Source: ethereum-optimism/specs, specs/protocol/fjord/exec-engine.md (L1 cost fee), isthmus/exec-engine.md (operator fee),
// jovian/exec-engine.md (operator fee); places: op-contracts, snapshots/storageLayout/L1Block.json and GasPriceOracle.json.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { bitsOf, boolOf, wordHex } from "../../../state/storage-layout.ts";
import type { Slot } from "../../../state/values.ts";
import { boundsOver, type FeeTerms, type LayerFees } from "../../fees.ts";
import type { AnyOpProfile } from "./values.ts";

const l1Block: Hex = "0x4200000000000000000000000000000000000015";
const oracle: Hex = "0x420000000000000000000000000000000000000f";

const places: readonly (readonly [Hex, bigint])[] = [
	[l1Block, 1n], // base fee of L1
	[l1Block, 3n], // u64 sequence number, u32 blob base fee scalar, u32 base fee scalar, lowest first
	[l1Block, 7n], // blob base fee of L1
	[l1Block, 8n], // u64 operator fee constant, u32 operator fee scalar
	[oracle, 0n], // bools, lowest first: Ecotone, Fjord, Isthmus, Jovian
];

const unknown = (why: string): Fault => new Fault("l2-fee-unknown", why);

/** Fjord's fit of what is posted for what FastLZ makes of a transaction, a millionth of a byte each; and the least. */
const fit = { perByte: 836_500n, less: 42_585_600n, least: 100_000_000n };

/**
 * The most that FastLZ makes of so many bytes: a byte in front of every run of 32 that it cannot shorten, and a few for the ends of
 * runs. What it really makes is less; so this is a bound, and needs no compressor.
 */
const mostFastLz = (bytes: number): bigint =>
	BigInt(bytes + Math.ceil(bytes / 32) + 16);

/** In millionths of a byte. */
const postedSize = (bytes: number): bigint => {
	const size = mostFastLz(bytes) * fit.perByte - fit.less;
	return size > fit.least ? size : fit.least;
};

type Numbers = {
	readonly baseFee: bigint;
	readonly baseFeeScalar: bigint;
	readonly blobBaseFee: bigint;
	readonly blobScalar: bigint;
	readonly operatorConstant: bigint;
	readonly operatorScalar: bigint;
	/** Since Jovian the scalar counts hundreds of wei for each gas; before, millionths of one. */
	readonly isJovian: boolean;
};

/** @throws l2-fee-unknown; evidence-step for other slots */
const numbersIn = (slots: readonly Slot[]): Numbers => {
	if (slots.length !== places.length)
		throw new Fault("evidence-step", `${slots.length} slots of the fee`);
	const [baseFee, scalars, blobBaseFee, operator, forks] = places.map(
		([address, place], i) => {
			const slot = slots[i];
			if (slot?.address !== address || slot.key !== wordHex(place))
				throw new Fault("evidence-step", `slot ${place} of ${address}`);
			return slot.word;
		},
	);
	if (
		baseFee === undefined ||
		scalars === undefined ||
		blobBaseFee === undefined ||
		operator === undefined ||
		forks === undefined
	)
		throw new Fault("evidence-step", "slots of the fee are missing");
	const has = (fork: number): boolean => boolOf(forks, 8 * fork);
	if (forks >> 64n !== 0n || !has(0) || !has(1))
		throw unknown(`the price oracle knows no Fjord: ${forks}`);
	const found: Numbers = {
		baseFee,
		baseFeeScalar: bitsOf(scalars, 96, 32),
		blobBaseFee,
		blobScalar: bitsOf(scalars, 64, 32),
		operatorConstant: bitsOf(operator, 0, 64),
		operatorScalar: bitsOf(operator, 64, 32),
		isJovian: has(3),
	};
	// L1 has no base fee of zero, and a chain without a scalar would post for nothing
	if (
		baseFee === 0n ||
		blobBaseFee === 0n ||
		(found.baseFeeScalar === 0n && found.blobScalar === 0n)
	)
		throw unknown("the numbers of L1's fee are zero");
	return found;
};

const termsOf = (numbers: Numbers, baseFeeWei: bigint): FeeTerms => {
	const { baseFee, baseFeeScalar, blobBaseFee, blobScalar } = numbers;
	const perByte = 16n * baseFeeScalar * baseFee + blobScalar * blobBaseFee;
	const { operatorConstant, operatorScalar, isJovian } = numbers;
	const operatorWei = (gas: bigint): bigint =>
		operatorConstant +
		(isJovian
			? gas * operatorScalar * 100n
			: (gas * operatorScalar) / 1_000_000n);
	return {
		...boundsOver(baseFeeWei),
		besideWei: ({ bytes, gasLimit }) =>
			(postedSize(bytes) * perByte) / 1_000_000_000_000n +
			operatorWei(BigInt(gasLimit)),
		dataGas: () => 0n,
	};
};

export const opFees: LayerFees<AnyOpProfile> = {
	wanted: () => [
		{
			address: l1Block,
			slots: places
				.filter(([address]) => address === l1Block)
				.map(([, place]) => wordHex(place)),
		},
		{ address: oracle, slots: [wordHex(0n)] },
	],
	terms: (_profile, slots, baseFeeWei) => {
		if (baseFeeWei === null) throw unknown("no header is proved");
		return termsOf(numbersIn(slots), baseFeeWei);
	},
};

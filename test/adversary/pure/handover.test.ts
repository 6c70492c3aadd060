// Handovers that must not lead anywhere. The made verifier's secrets are known here, so each false statement comes with a
// proof that holds: what refuses it is what the statement says. Only the last ones damage the proof itself.

import { expect, it } from "vitest";
import {
	bigFromBytes,
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../src/base/bytes.ts";
import type { FaultCode } from "../../../src/base/faults.ts";
import { bn254P } from "../../../src/crypto/bn254.ts";
import {
	acceptCheckpoint,
	checkBootstrapCommittee,
} from "../../../src/l1/conclusion.ts";
import { syncDomain } from "../../../src/l1/domain.ts";
import {
	checkHandover,
	type Handover,
	keysRoot,
} from "../../../src/l1/handover.ts";
import type { HandoverPin } from "../../../src/l1/handover-pin.ts";
import type { CommitteeKeys } from "../../../src/l1/values.ts";
import { sp1Digest, sp1VkRoot610 } from "../../../src/proof/sp1.ts";
import { shippedKernel } from "../../kernel.ts";
import {
	encodeValues,
	madeHandover,
	madeKeys,
	madeKeysRoot,
	madePin,
	madeProgram,
	madeValues,
	madeVerifier,
	madeVerifierOf,
	networkWith,
	otherProgram,
	prove,
	proveMade,
} from "../../l1/handover-made.ts";
import { madeNetwork, makeChain } from "../../l1/made.ts";

const chain = makeChain();
const period = 2;

const committeeUnder = (...pins: readonly HandoverPin[]) =>
	checkBootstrapCommittee(
		acceptCheckpoint(networkWith(...pins), chain.block(64 * period).root),
		chain.bootstrap(64 * period),
	);

const take = (
	handover: Handover,
	next: CommitteeKeys = madeKeys(6),
	pin: HandoverPin = madePin,
	currentSlot: number | null = null,
) =>
	checkHandover(committeeUnder(pin), handover, next, {
		kernel: shippedKernel,
		currentSlot,
	});

const ends = async (
	code: FaultCode,
	...asked: Parameters<typeof take>
): Promise<void> => {
	await expect(take(...asked)).rejects.toMatchObject({ code });
};

const zeros: Hex = `0x${"00".repeat(32)}`;
const honest = madeHandover(period, 6);

it("takes the honest one, so that what follows is refused for its own fault", async () => {
	expect((await take(honest)).value.period).toBe(6);
});

it("refuses a handover to the committee itself", async () => {
	const own = madeKeysRoot(period);
	await ends(
		"handover-void",
		madeHandover(period, 6, { nextKeysRoot: own }),
		madeKeys(period),
	);
});

it("refuses a handover to nobody, from nobody, and by no header", async () => {
	for (const change of [
		{ nextKeysRoot: zeros },
		{ keysRoot: zeros },
		{ attestedRoot: zeros },
	])
		await ends("handover-void", madeHandover(period, 6, change));
});

it("refuses a handover to keys that are all zeros", async () => {
	const empty: CommitteeKeys = {
		pubkeys: `0x${"00".repeat(48 * 32)}`,
		aggregatePubkey: `0xc0${"00".repeat(47)}`,
	};
	await ends(
		"handover-keys",
		madeHandover(period, 6, {
			nextKeysRoot: keysRoot(madeNetwork, empty.pubkeys),
		}),
		empty,
	);
});

it("refuses a handover from another committee than the one in hand", async () => {
	for (const from of [1, 3])
		await ends("handover-committee", madeHandover(from, 6));
	await ends(
		"handover-committee",
		madeHandover(period, 6, { keysRoot: madeKeysRoot(period, "two") }),
	);
});

it("refuses a handover to the same period, to one before it, and to none", async () => {
	for (const nextPeriod of [period, period - 1, 0])
		await ends("wrong-period", madeHandover(period, 6, { nextPeriod }));
});

it("refuses a handover to a period that has not come", async () => {
	const slot = 64 * 5 - 1;
	await ends("future-header", honest, madeKeys(6), madePin, slot);
	await take(honest, madeKeys(6), madePin, slot + 1);
});

it("refuses a handover that was signed for another chain", async () => {
	const other = {
		...madeNetwork,
		genesisValidatorsRoot: `0x${"43".repeat(32)}` as const,
	};
	const domain = toHex(syncDomain(other, 64 * 5));
	await ends("handover-domain", madeHandover(period, 6, { domain }));
});

it("refuses a handover that was signed under another fork, or for another purpose", async () => {
	const other = {
		...madeNetwork,
		forks: madeNetwork.forks.filter(({ name }) => name !== "electra"),
	};
	const { domain } = madeValues(period, 6);
	for (const wrong of [
		toHex(syncDomain(other, 64 * 5)),
		`0x06${domain.slice(4)}` as Hex,
	])
		await ends("handover-domain", madeHandover(period, 6, { domain: wrong }));
});

it("refuses another program's proof, and one under no pinned program at all", async () => {
	const values = encodeValues(madeValues(period, 6));
	await ends("handover-program", prove(values, otherProgram));
	await expect(
		checkHandover(committeeUnder(), honest, madeKeys(6), {
			kernel: shippedKernel,
			currentSlot: null,
		}),
	).rejects.toMatchObject({ code: "handover-program" });
});

it("refuses another program's proof under the pinned program's name", async () => {
	const values = encodeValues(madeValues(period, 6));
	await ends("handover-proof", {
		...prove(values, otherProgram),
		programVKey: madeProgram,
	});
});

it("refuses a program that continues whatever proof it is given", async () => {
	await ends("handover-open", honest, madeKeys(6), {
		...madePin,
		continues: "anything",
	});
});

it("refuses a proof for another verifier, and for one that is frozen", async () => {
	const selector = `0x5e17a218${honest.proofBytes.slice(10)}` as Hex;
	await ends("handover-verifier", { ...honest, proofBytes: selector });
	await ends("handover-verifier", { ...honest, proofBytes: "0x5e17" });
	await ends("handover-verifier", honest, madeKeys(6), {
		...madePin,
		frozen: true,
	});
});

it("refuses a proof of other public values", async () => {
	const { publicValues } = madeHandover(period, 5);
	await ends("handover-proof", { ...honest, publicValues }, madeKeys(5));
	for (const change of [{ attestedRoot: madeKeysRoot(1) }, { nextPeriod: 5 }])
		await ends("handover-proof", {
			...honest,
			publicValues: encodeValues({ ...madeValues(period, 6), ...change }),
		});
});

it("refuses public values that are cut off, too long, or of a period beyond counting", async () => {
	const { publicValues } = honest;
	for (const values of [
		publicValues.slice(0, -2),
		`${publicValues}00`,
		publicValues.slice(0, 2 + 2 * 72),
		`${publicValues.slice(0, 130)}${"ff".repeat(8)}${publicValues.slice(146)}`,
	])
		await ends("bad-field", prove(values as Hex, madeProgram));
});

it("refuses keys that the proof does not name", async () => {
	const { pubkeys, aggregatePubkey } = madeKeys(6);
	const first = pubkeys.slice(2, 98);
	const second = pubkeys.slice(98, 194);
	const swapped = `0x${second}${first}${pubkeys.slice(194)}` as Hex;
	for (const next of [
		madeKeys(5),
		madeKeys(6, "two"),
		{ pubkeys: swapped, aggregatePubkey },
	])
		await ends("handover-keys", honest, next);
	await ends("bad-field", honest, {
		pubkeys: pubkeys.slice(0, -96) as Hex,
		aggregatePubkey,
	});
});

it("refuses an aggregate that is not the sum of the keys", async () => {
	const { pubkeys } = madeKeys(6);
	for (const aggregatePubkey of [
		madeKeys(5).aggregatePubkey,
		`0xc0${"00".repeat(47)}` as Hex,
		`0x${"00".repeat(48)}` as Hex,
	])
		await ends("handover-keys", honest, { pubkeys, aggregatePubkey });
});

// --- The proof itself

const selectorLength = 2 + 2 * 4;
const withProof = (change: (proof: Uint8Array) => Uint8Array): Handover => ({
	...honest,
	proofBytes: toHex(
		concat(
			fromHex(madeVerifier.selector),
			change(fromHex(`0x${honest.proofBytes.slice(selectorLength)}`)),
		),
	),
});

it("refuses a proof with any of its bytes changed, with a part swapped, and cut off", async () => {
	for (const at of [0, 63, 64, 191, 192, 255])
		await ends(
			"handover-proof",
			withProof((proof) => proof.with(at, (proof[at] ?? 0) ^ 1)),
		);
	for (const change of [
		(proof: Uint8Array) => proof.subarray(1),
		(proof: Uint8Array) => proof.subarray(0, -1),
		(proof: Uint8Array) => concat(proof, new Uint8Array(1)),
		(proof: Uint8Array) =>
			concat(
				proof.subarray(192),
				proof.subarray(64, 192),
				proof.subarray(0, 64),
			),
	])
		await ends("handover-proof", withProof(change));
});

it("refuses a coordinate with the field's modulus added", async () => {
	await ends(
		"handover-proof",
		withProof((proof) =>
			concat(
				bigToBytes(bigFromBytes(proof.subarray(0, 32)) + bn254P, 32),
				proof.subarray(32),
			),
		),
	);
});

it("refuses a proof of version 6 whose program failed, or that names other recursion keys", async () => {
	const pin: HandoverPin = {
		...madePin,
		verifier: madeVerifierOf(6, sp1VkRoot610),
	};
	const { publicValues } = honest;
	const proved = (exitCode: bigint, vkRoot: Hex): Handover => {
		const context = concat(
			bigToBytes(exitCode, 32),
			fromHex(vkRoot),
			bigToBytes(9n, 32),
		);
		const inputs = [
			BigInt(madeProgram),
			bigFromBytes(sp1Digest(fromHex(publicValues))),
			exitCode,
			BigInt(vkRoot),
			9n,
		];
		return {
			...honest,
			proofBytes: toHex(
				concat(fromHex(pin.verifier.selector), context, proveMade(inputs)),
			),
		};
	};
	await take(proved(0n, sp1VkRoot610), madeKeys(6), pin);
	await ends("handover-proof", proved(1n, sp1VkRoot610), madeKeys(6), pin);
	await ends(
		"handover-proof",
		proved(0n, `0x00${"11".repeat(31)}`),
		madeKeys(6),
		pin,
	);
});

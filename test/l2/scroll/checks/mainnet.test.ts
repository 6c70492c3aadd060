// Scroll's main network over a made L1 with its real layout: the profile that ships, whose contracts are known by their addresses, and what
// of them is refused. Its one hash of code is left out: the made world has no such code.

import { getContractAddress } from "viem";
import { concat, keccak256 } from "viem/utils";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { contractPremises } from "../../../../src/l2/proved.ts";
import {
	concludeScrollConfig,
	scrollConfigWanted,
} from "../../../../src/l2/scroll/checks/config.ts";
import type { ScrollProfile } from "../../../../src/l2/scroll/checks/profile.ts";
import { isCodeKnown } from "../../../../src/l2/scroll/checks/profile.ts";
import {
	concludeScrollRoot,
	scrollRootWanted,
} from "../../../../src/l2/scroll/checks/root.ts";
import { concludeScrollState } from "../../../../src/l2/scroll/checks/state.ts";
import { standardToken } from "../../../../src/l2/scroll/checks/withdrawal.ts";
import { mainnet } from "../../../../src/l2/scroll/profiles/mainnet.ts";
import { scrollVerifier } from "../../../../src/l2/scroll/runtime/recheck.ts";
import { accountClaim } from "../../../../src/source/execution.ts";
import { proveAccount } from "../../../../src/state/account.ts";
import type { WantedAccount } from "../../../../src/state/capture.ts";
import { proveCode } from "../../../../src/state/slot.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import { proofJson, type World } from "../../../state/chain.ts";
import { headerOver, proofsOf } from "../../reference/made-root.ts";
import { implementationSlot } from "../../rollup-world.ts";
import { mineScroll, scrollWorld, withdrawRootOf } from "../world.ts";

const { codeHash: _, ...scrollChain } = mainnet.contracts.scrollChain;
const profile: ScrollProfile = {
	...mainnet,
	contracts: { ...mainnet.contracts, scrollChain },
};
const { contracts, verifiers } = profile;
const [today, next] = verifiers;
if (today?.plonk === undefined || next === undefined)
	throw new Error("verifiers");
const { plonk } = today;

const l2 = mineScroll(60);
const block = l2.find(({ number }) => number === 142);
if (block === undefined) throw new Error("block");
const batch = {
	index: 519_833,
	root: block.stateRoot,
	finalizedAtS: 1_700_000_000,
};
const route = mappingSlot(wordHex(10n), 2n);
type Change = Parameters<typeof scrollWorld>[1];
type Put = Parameters<NonNullable<Change>>[1];

const leadTo = (put: Put, verifier: Hex): void =>
	put(contracts.rollupVerifier.address, route, BigInt(verifier) << 64n);
const worldWith = (change: Change = () => {}): World =>
	scrollWorld(
		batch,
		(world, put) => {
			leadTo(put, today.wrapper.address);
			change?.(world, put);
		},
		profile,
	);

const proved = (
	header: ReturnType<typeof headerOver>,
	world: World,
	wanted: readonly WantedAccount[],
) =>
	contractPremises(
		wanted.map(({ address, slots, code = false }) => {
			const found = proofsOf(header, world, address, slots);
			return {
				...found,
				code: code
					? proveCode(found.account, world[address]?.code ?? "0x")
					: null,
			};
		}),
	);
const rootOf = (world: World) => {
	const header = headerOver(world);
	const config = concludeScrollConfig(
		profile,
		proved(header, world, scrollConfigWanted(profile)),
	);
	return concludeScrollRoot([
		config,
		...proved(header, world, scrollRootWanted(profile, config.value)),
	]);
};
const refused = (change: Change): string => {
	try {
		rootOf(worldWith(change));
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

describe("Scroll's main network", () => {
	test("has the finalized root out of its real layout, accepted, its proof not checked again", () => {
		const root = rootOf(worldWith());
		expect(root.value).toMatchObject({
			root: batch.root,
			batchIndex: batch.index,
			withdrawRoot: withdrawRootOf(batch.index),
			finalizedAtS: batch.finalizedAtS,
			who: "accepted",
			validity: "l1-accepted",
		});
		const state = concludeScrollState(root, { rlp: block.rlp });
		expect(state.value).toMatchObject({
			chainId: 534_352,
			stateRoot: batch.root,
			blockNumber: null,
		});
		expect(isCodeKnown(mainnet)).toBe(false);
		expect(() => scrollVerifier(mainnet, 10)).toThrow("whose code is known");
	});

	test("takes the next verifier as well once its owner names it, and no third one", () => {
		const other: Hex = `0x${"3c".repeat(20)}`;
		expect(
			refused((_, put) => {
				leadTo(put, next.wrapper.address);
			}),
		).toBe("accepted");
		expect(
			refused((world, put) => {
				world[other] = { code: "0x6001" };
				leadTo(put, other);
			}),
		).toBe("l2-unknown-code");
		expect(
			refused((_, put) => put(contracts.rollupVerifier.address, route, 0n)),
		).toBe("l2-unknown-code");
	});

	const byAddress: readonly Hex[] = [
		scrollChain.address,
		scrollChain.implementation,
		contracts.messageQueue.implementation,
		contracts.systemConfig.implementation,
		contracts.rollupVerifier.address,
		today.wrapper.address,
		plonk.address,
	];
	test("refuses a delegation, a clone and nothing in the place of each contract", () => {
		for (const address of byAddress)
			for (const code of [
				`0xef0100${"11".repeat(20)}`,
				`0x363d3d373d3d3d363d73${"11".repeat(20)}5af43d82803e903d91602b57fd5bf3`,
				"0x",
			] as const)
				expect(
					refused((world) => {
						world[address] = { ...world[address], code };
					}),
					`${address} ${code}`,
				).toBe("l2-unknown-code");
	});
	test("refuses a proxy where none is known: behind a proxy, as the router, as a verifier", () => {
		for (const address of byAddress.slice(1))
			expect(
				refused((_, put) => put(address, implementationSlot, 0x1234n)),
				address,
			).toBe("l2-unknown-code");
	});
	test("refuses another implementation of each proxy, and one that was there before", () => {
		const before = 0xb7c8833f5627a8a12558cafa0d0ebd1acbdce43fn;
		for (const { address } of [
			scrollChain,
			contracts.messageQueue,
			contracts.systemConfig,
		])
			expect(
				refused((_, put) => put(address, implementationSlot, before)),
			).toBe("l2-unknown-code");
	});
	test("refuses a header with another root than the finalized one", () => {
		const root = rootOf(worldWith());
		const other = l2.find(({ stateRoot }) => stateRoot !== batch.root);
		expect(() =>
			concludeScrollState(root, { rlp: other?.rlp ?? "0x" }),
		).toThrow(Fault);
	});

	test("names tokens that its factory makes for those of L1", () => {
		const { exit } = mainnet;
		if (exit?.erc20 === undefined) throw new Error("no tokens");
		const { erc20 } = exit;
		expect(erc20.tokens).toHaveLength(2);
		for (const { l1, l2: made } of erc20.tokens) {
			expect(standardToken(erc20, l1)).toBe(made);
			expect(
				getContractAddress({
					opcode: "CREATE2",
					from: erc20.tokenFactory,
					salt: keccak256(concat([erc20.l2Gateway, keccak256(l1)])),
					bytecode: concat([
						"0x3d602d80600a3d3981f3363d3d373d3d3d363d73",
						erc20.tokenImplementation,
						"0x5af43d82803e903d91602b57fd5bf3",
					]),
				}).toLowerCase(),
			).toBe(made);
		}
	});
});

describe("an account as Scroll's nodes answer it", () => {
	const address = scrollChain.address;
	const world = worldWith();
	const zeroHash: Hex = `0x${"0".repeat(64)}`;
	const { codeHash, ...answer } = proofJson(world, address, []) as {
		readonly codeHash: Hex;
	};
	const provedFrom = (keccakCodeHash: Hex) =>
		proveAccount(
			headerOver(world),
			address,
			accountClaim(
				{ ...answer, keccakCodeHash, poseidonCodeHash: zeroHash },
				"claim",
			),
		);
	test("has its code's hash under another name, and is proved with it", () => {
		expect(provedFrom(codeHash).value.codeHash).toBe(codeHash);
	});
	test("is refused when that is another hash than the leaf's", () => {
		expect(() => provedFrom(`0x${"77".repeat(32)}`)).toThrow("code hash");
		expect(() => provedFrom(zeroHash)).toThrow("code hash");
	});
});

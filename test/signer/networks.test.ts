// The signer works by the network files that a person accepted on the keys' own port, and by nothing the engine says.

import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { acceptNetwork } from "../../src/cli/signer.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { canonical, json } from "../../src/evidence/canonical.ts";
import { evidenceOf, evidenceText } from "../../src/evidence/evidence.ts";
import type { ScrollProfile } from "../../src/l2/scroll/checks/profile.ts";
import { answer } from "../../src/protocol/channel.ts";
import { toSigner } from "../../src/protocol/methods.ts";
import { exitText } from "../../src/receipt/exit-order.ts";
import { namedToken } from "../../src/receipt/named-token.ts";
import { decodeNetworkFile, networkHash } from "../../src/receipt/networks.ts";
import {
	fresh,
	mostNetworkBytes,
	sealRecord,
	unsealRecord,
} from "../../src/signer/anchors.ts";
import { composeExit, evidenceOfExit } from "../../src/wallet/exit-order.ts";
import { composeTransfer, offerOf } from "../../src/wallet/order.ts";
import { profile as referenceProfile } from "../l2/reference/world.ts";
import { scrollProfile, scrollToken } from "../l2/scroll/world.ts";
import {
	a,
	account,
	checkpoint,
	h,
	scene,
	slotOf,
	testNetwork,
	timeS,
} from "../receipt/world.ts";
import { refusalOf } from "../refused.ts";
import { quickVault } from "../vault-scrypt.ts";
import { Bench, yesOf } from "./bench.ts";

quickVault();

vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});

const kernel = {} as Kernel;
const phrase = "test test test test test test test test test test test junk";
const password = "correct horse";
const me: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const nowMs = (timeS + 20) * 1000;
const attacker: Hex = a(0x66);

const fileOf = (
	rollups: readonly object[] = [],
	l1: object = {},
	rest: object = {},
): string =>
	canonical(
		json(
			JSON.parse(
				JSON.stringify({
					format: "sextant-network-1",
					l1: { ...testNetwork, ...l1 },
					rollups,
					...rest,
				}),
			),
			"network",
		),
	);
const honest: ScrollProfile = {
	...scrollProfile,
	l1: testNetwork.name,
	l1ChainId: testNetwork.chainId,
};
const exit = honest.exit;
if (exit === undefined) throw new Error("the made profile has no exit");
/** The same id, name and title; its gateway is the attacker's, with code that is there. */
const evil: ScrollProfile = {
	...honest,
	exit: {
		...exit,
		contracts: {
			...exit.contracts,
			enforcedTxGateway: {
				address: attacker,
				codeHash: h(501),
				implementation: a(0x67),
				implementationCodeHash: h(502),
			},
		},
	},
};

const { header } = scene();
const stepBy = (profile: ScrollProfile) => {
	const gateway = profile.exit?.contracts.enforcedTxGateway;
	if (gateway === undefined) throw new Error("no gateway");
	const contract = account(header, gateway.address, {
		codeHash: gateway.codeHash ?? "0x",
	});
	const { implementation } = gateway;
	const order = composeExit({
		id: "x",
		profile,
		step: {
			kind: "scroll-force",
			via: "messenger",
			amountWei: 10n ** 18n,
			gasLimit: 30_000_000,
			feeWei: 3n * 10n ** 18n,
		},
		facts: {
			sender: account(header, me, { balanceWei: 4n * 10n ** 18n }),
			header,
			contract,
			implementation: {
				slot: slotOf(
					contract,
					profile.slots.implementation,
					BigInt(implementation),
				),
				account: account(header, implementation, {
					codeHash: gateway.implementationCodeHash ?? "0x",
				}),
			},
			code: null,
		},
		gasLimit: 300_000,
		outstanding: [],
		tipWei: 1_000_000_000n,
		nowMs,
	});
	return {
		id: "x",
		order: exitText(order.transfer),
		evidence: evidenceText(evidenceOfExit(order)),
	};
};
const transferUnder = (chainId = testNetwork.chainId, name = "test") => {
	const l1 = { ...testNetwork, chainId, name };
	const own = scene({ checkpoint: checkpoint(h(1), l1) }).header;
	return offerOf(
		composeTransfer({
			id: "one",
			origin: null,
			valueWei: 10n ** 17n,
			sender: account(own, me, { nonce: 3 }),
			recipient: account(own, a(2)),
			code: null,
			header: own,
			outstanding: [],
			tipWei: 1_000_000_000n,
			nowMs,
		}),
	);
};

let vault: Pick<Bench, "stored" | "session">;
beforeAll(async () => {
	const { stored, session, signer } = await (async () => {
		const bench = new Bench(nowMs, [], kernel);
		await bench.open();
		await bench.screen("keys.create", { phrase, password });
		return bench;
	})();
	vault = { stored, session };
	signer.close();
});

/** A signer with keys, a root and these files, each accepted by the person. */
const withFiles = async (...files: readonly string[]): Promise<Bench> => {
	const bench = new Bench(nowMs, files, kernel);
	Object.assign(bench, vault);
	await bench.open();
	if (files.length > 0)
		await bench.screen("anchor.accept", { network: "test", root: h(1) });
	return bench;
};

describe("a compromised engine", () => {
	test("never swaps a rollup's contracts under the sealed anchors: there is no word for it", async () => {
		expect(Object.keys(toSigner).sort()).toEqual([
			"anchor.advance",
			"message.offer",
			"message.withdraw",
			"order.offer",
			"order.withdraw",
			"rollup.keys",
			"vault.load",
		]);
		const asked = {
			v: 1,
			id: "1",
			method: "networks.set",
			params: { files: [] },
		};
		const none = async (): Promise<never> => {
			throw new Error("not reached");
		};
		const handlers = {
			"vault.load": none,
			"order.offer": none,
			"order.withdraw": none,
			"message.offer": none,
			"message.withdraw": none,
			"rollup.keys": none,
			"anchor.advance": none,
		};
		expect(await answer(asked, toSigner, handlers, undefined)).toMatchObject({
			fault: { code: "unverifiable-method" },
		});
	});

	test("gets no signature for a step by a profile that nobody accepted", async () => {
		const bench = await withFiles(fileOf([honest]));
		expect(await refusalOf(bench.engine("order.offer", stepBy(evil)))).toBe(
			"network-unconfirmed",
		);
		expect(await bench.screen("approval.list", undefined)).toEqual([]);
		// the same step by the accepted profile is signed
		const other = await withFiles(fileOf([honest]));
		await other.engine("order.offer", stepBy(honest));
		const [shown] = await other.screen("approval.list", undefined);
		expect(shown?.to).toBe(exit.contracts.enforcedTxGateway.address);
		bench.signer.close();
		other.signer.close();
	});

	test("gets no order or anchor of a network that was not accepted", async () => {
		const bench = await withFiles();
		const offered = bench.engine("order.offer", transferUnder());
		expect(await refusalOf(offered)).toBe("network-unconfirmed");
		const evidence = evidenceText(evidenceOf(scene().head));
		expect(await refusalOf(bench.engine("anchor.advance", { evidence }))).toBe(
			"network-unconfirmed",
		);
		const anchor = { network: "test", root: h(1) };
		expect(await refusalOf(bench.screen("anchor.accept", anchor))).toBe(
			"network-unconfirmed",
		);
		bench.signer.close();
	});

	test("learns keys of accepted reference rollups alone, for no chain id it makes up", async () => {
		const reference = {
			...referenceProfile,
			l1: testNetwork.name,
			l1ChainId: testNetwork.chainId,
		};
		const bench = await withFiles(fileOf([reference]));
		const { chainId } = reference;
		const keys = await bench.engine("rollup.keys", { chainId });
		expect(keys.map((one) => one.address)).toEqual([me]);
		for (const other of [1, 10, 1337, chainId + 1])
			expect(
				await refusalOf(bench.engine("rollup.keys", { chainId: other })),
			).toBe("network-unconfirmed");
		bench.signer.close();
	});
});

describe("a network file", () => {
	test("is sealed whole and outlives a restart; what the store says of networks counts for nothing", async () => {
		const file = fileOf([honest]);
		const bench = await withFiles(file);
		const hash = networkHash(decodeNetworkFile(file));
		const after = new Bench(nowMs, [], kernel);
		after.stored = bench.stored;
		after.session = bench.session;
		bench.signer.close();
		await after.open();
		const { networks } = await after.screen("keys.status", undefined);
		expect(networks).toEqual([{ name: "test", title: "Test", hash }]);
		expect(await after.screen("network.file", { name: "test" })).toEqual({
			file,
		});
		await after.engine("order.offer", stepBy(honest));
		await after.screen("keys.lock", undefined);
		expect((await after.screen("keys.status", undefined)).networks).toBe(
			undefined,
		);
		expect(await refusalOf(after.screen("network.review", { file }))).toBe(
			"locked",
		);
		after.signer.close();
	});

	test("accepted before there is a key is sealed with the first one; a signer that died before is shown it again", async () => {
		const file = fileOf([honest]);
		const first = new Bench(nowMs, [], kernel);
		await first.open();
		await acceptNetwork(first.screen, file);
		expect(
			(await first.screen("keys.status", undefined)).networks,
		).toHaveLength(1);
		// it dies before the keys are made
		first.signer.close();
		const second = new Bench(nowMs, [], kernel);
		second.stored = first.stored;
		await second.open();
		await second.screen("keys.create", { phrase, password });
		const anchor = { network: "test", root: h(1) };
		expect(await refusalOf(second.screen("anchor.accept", anchor))).toBe(
			"network-unconfirmed",
		);
		await acceptNetwork(second.screen, file);
		await second.screen("anchor.accept", anchor);
		expect(await refusalOf(second.engine("order.offer", stepBy(honest)))).toBe(
			"none",
		);
		second.signer.close();
	});

	test("is taken only from who confirms each group of lines of this very file, and nothing else", async () => {
		const bench = await withFiles(fileOf([honest]));
		const file = fileOf([evil]);
		const { hash, groups } = await bench.screen("network.review", { file });
		const confirmed = groups.map(({ id }) => id);
		expect(confirmed.length).toBeGreaterThan(0);
		const first = new Bench(nowMs, [], kernel);
		await first.open();
		const anew = await first.screen("network.review", { file });
		for (const wrong of [
			{ file, hash, confirmed: [] },
			{ file, hash, confirmed: confirmed.slice(1) },
			{ file, hash, confirmed: [...confirmed, h(7)] },
			{ file, hash: h(7), confirmed },
			{ file: fileOf([honest]), hash, confirmed },
			// what was shown to somebody who had nothing before
			{ file, hash, confirmed: anew.groups.map(({ id }) => id) },
		])
			expect(await refusalOf(bench.screen("network.accept", wrong))).toBe(
				"network-unconfirmed",
			);
		expect(await refusalOf(bench.engine("order.offer", stepBy(evil)))).toBe(
			"network-unconfirmed",
		);
		await bench.screen("network.accept", { file, hash, confirmed });
		await bench.engine("order.offer", stepBy(evil));
		bench.signer.close();
		first.signer.close();
	});

	test("never leaves an order behind that was checked under another file", async () => {
		const bench = await withFiles(fileOf([honest]));
		await bench.engine("order.offer", transferUnder());
		expect(await bench.screen("approval.list", undefined)).toHaveLength(1);
		const seen = await yesOf(bench);
		await acceptNetwork(bench.screen, fileOf([evil]));
		expect(await bench.screen("approval.list", undefined)).toEqual([]);
		expect(bench.refused).toEqual(["one"]);
		expect(bench.reasons).toEqual(["order-evidence"]);
		expect(await refusalOf(bench.screen("approval.decide", seen))).toBe(
			"order-unknown",
		);
		expect(bench.signed).toEqual([]);
		bench.signer.close();
	});

	test.each([10, 56, 137, 8453, 42161])(
		"never gives its worthless L1 the live chain id %i",
		async (chainId) => {
			const file = fileOf([], { name: "toy", title: "Toy", chainId });
			const bench = await withFiles();
			expect(await refusalOf(bench.screen("network.review", { file }))).toBe(
				"bad-file",
			);
			const offered = bench.engine(
				"order.offer",
				transferUnder(chainId, "toy"),
			);
			expect(await refusalOf(offered)).toBe("network-unconfirmed");
			bench.signer.close();
		},
	);

	test("never has a chain id that another accepted file has, as L1, rollup or watched chain; one of its own name it replaces", async () => {
		const bench = await withFiles(fileOf([honest]));
		const toy = { name: "toy", title: "Toy", chainId: 77_001 };
		const onToy = { l1: "toy", l1ChainId: 77_001, name: "r", title: "R" };
		const watched = {
			...onToy,
			kind: "watched-v1",
			family: "other",
			contracts: [{ name: "one", address: a(9), codeHash: h(9) }],
			places: [],
		};
		for (const file of [
			fileOf([], { ...toy, chainId: testNetwork.chainId }),
			fileOf([], { ...toy, chainId: honest.chainId }),
			fileOf([{ ...honest, ...onToy }], toy),
			fileOf([{ ...honest, ...onToy, chainId: testNetwork.chainId }], toy),
			fileOf([], toy, { watched: [{ ...watched, chainId: honest.chainId }] }),
			fileOf([], { ...toy, title: "TEST " }),
			fileOf([], { ...toy, title: "Ethereum" }),
			fileOf([], { ...toy, title: "Toy\u202e" }),
			// read as the title that is there already
			fileOf([], { ...toy, title: "Te\ufe0fst" }),
			fileOf([], { ...toy, title: "Test\u3164" }),
			fileOf([], { ...toy, title: "Test\u2800" }),
			fileOf([], { ...toy, title: "E.thereum" }),
			fileOf([], { ...toy, title: "Sepo1ia" }),
			// Cyrillic alone
			fileOf([], {
				...toy,
				title: "\u0405\u0435\u0440\u043e\u0456\u0456\u0430",
			}),
			fileOf([], { ...toy, title: "Ether\u212eum" }),
		])
			expect(await refusalOf(acceptNetwork(bench.screen, file)), file).toBe(
				"network-refused",
			);
		await acceptNetwork(
			bench.screen,
			fileOf([{ ...honest, ...onToy, chainId: 77_002 }], toy),
		);
		await acceptNetwork(bench.screen, fileOf([evil]));
		expect(
			(await bench.screen("keys.status", undefined)).networks,
		).toHaveLength(2);
		// an id that is free again may be taken
		await bench.screen("network.forget", { name: "test" });
		await acceptNetwork(bench.screen, fileOf([{ ...honest, ...onToy }], toy));
		bench.signer.close();
	});

	test("is refused when it cannot be sealed for ever: too many, or too large together, named by the field", async () => {
		const bench = await withFiles();
		const toy = (i: number, rollups: readonly object[] = []) =>
			fileOf(
				rollups.map((one, j) => ({
					...one,
					name: `r${i}-${j}`,
					title: `R${i}-${j}`,
					chainId: 7_780_000 + 20 * i + j,
					l1: `toy${i}`,
					l1ChainId: 77_000 + i,
				})),
				{ name: `toy${i}`, title: `Toy ${i}`, chainId: 77_000 + i },
			);
		const tokens = Array.from({ length: 200 }, (_, i) => ({
			address: `0x${(i + 5_000).toString(16).padStart(40, "0")}`,
			symbol: "T".repeat(20),
			decimals: 18,
			balancesSlot: 0,
		}));
		const large = Array.from({ length: 4 }, () => ({ ...honest, tokens }));
		let taken = 0;
		let why = "";
		for (; taken < 8; taken++) {
			try {
				await acceptNetwork(bench.screen, toy(taken, large));
			} catch (thrown) {
				why = thrown instanceof Fault ? thrown.message : "";
				break;
			}
		}
		expect(why).toMatch(
			new RegExp(`network-refused: "networks".*${mostNetworkBytes}`),
		);
		for (let i = 0; i < taken; i++)
			await bench.screen("network.forget", { name: `toy${i}` });
		for (let i = 0; i < 8; i++) await acceptNetwork(bench.screen, toy(i));
		await expect(acceptNetwork(bench.screen, toy(8))).rejects.toThrow(
			/network-refused: "networks" would be 9, and at most 8/,
		);
		bench.signer.close();
	});

	test("of the largest size opens again beside the most anchors", async () => {
		const key = new Uint8Array(32).fill(7);
		const kept = {
			...fresh,
			anchors: Array.from({ length: 32 }, (_, i) => ({
				network: "\u0001".repeat(40),
				rules: h(i),
				root: h(i),
			})),
			networks: Array.from({ length: 2 }, () =>
				"x".repeat(mostNetworkBytes / 2 - 4),
			),
		};
		const sealed = await sealRecord(key, kept);
		expect(sealed.length).toBeLessThan(900_000);
		expect(await unsealRecord(key, sealed)).toEqual(kept);
	});
});

describe("what the last release sealed", () => {
	/** By the code of 2026-11-22, under a key of 32 sevens. */
	const sealed =
		'{"box":{"iv":"0xa4092dc4e7b9a20bf04c5eb6","sealed":"0xca0b98c4f01e5e9823c620ba54de5193134e3832932080837300f8dddea16a5e3d29026e79b583aa16274e445258baec55913d93881c7efde86e5dbc8058105fd1ee500aa984af23941f936448b7a239903f9c57ec981bd060ec849cb1725fd09b32a4b381d2f51607af2b50a66e1e8fe931bc3021f7bb3d64cea264988044f729e44c4f5ca0795683447c7d80382785011a5b35d79c56688ee1f0b5f5d75b174a85ef6ee8aadb2d7c11fe627b9ed4a0c4866c147d71fcb4786c25469e62f176f0056800fcc077688ed37d999926e56c5854b76974a807959b6ad06e75ad"},"format":"sextant-anchors-1"}';

	test("still opens: its anchors and its time, and no network", async () => {
		const kept = await unsealRecord(new Uint8Array(32).fill(7), sealed);
		expect(kept).toEqual({
			anchors: [
				{
					network: "test",
					rules: `0x${"2".padStart(64, "0")}`,
					root: `0x${"1".padStart(64, "0")}`,
				},
			],
			autoLockMinutes: 30,
		});
	});

	test("signs nothing on an imported network before the person is shown its file", async () => {
		const bench = await withFiles(fileOf([honest]));
		// as it was sealed then: the anchors of it, without its networks
		await bench.screen("network.forget", { name: "test" });
		expect(await refusalOf(bench.engine("order.offer", transferUnder()))).toBe(
			"network-unconfirmed",
		);
		await acceptNetwork(bench.screen, fileOf([honest]));
		expect(await refusalOf(bench.engine("order.offer", transferUnder()))).toBe(
			"none",
		);
		bench.signer.close();
	});
});

describe("a token in an approval", () => {
	test("is scaled only by the accepted file: any other is a whole number and an address", () => {
		expect(namedToken(honest, scrollToken.l1)).toEqual({
			symbol: "TOK",
			decimals: 6,
		});
		expect(namedToken(honest, a(0x99))).toBeNull();
		const twoSided = {
			...honest,
			tokens: [
				...honest.tokens,
				{ address: a(0x98), symbol: "TOK", decimals: 18, balancesSlot: 0 },
			],
			exit: {
				...exit,
				...(exit.erc20 && {
					erc20: {
						...exit.erc20,
						tokens: [scrollToken, { l1: scrollToken.l1, l2: a(0x98) }],
					},
				}),
			},
		};
		expect(namedToken(twoSided, scrollToken.l1)).toBeNull();
		const { erc20: _, ...bare } = exit;
		const without = { ...honest, exit: bare };
		expect(namedToken(without, scrollToken.l1)).toBeNull();
	});
});

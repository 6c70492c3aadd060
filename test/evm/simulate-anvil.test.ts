// Simulations against another implementation: the same world in anvil, the same transaction mined there. Status, gas, events,
// coins and balances are compared, for seeded random programs and for trades on Uniswap.

import {
	createTestClient,
	decodeEventLog,
	encodeFunctionData,
	http,
	keccak256,
	parseAbi,
	publicActions,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Hex, isHex } from "../../src/base/bytes.ts";
import { foretoldOf, simulate } from "../../src/evm/simulate.ts";
import {
	likelyRange,
	type SimulatedDelegation,
	type SimulatedTransaction,
} from "../../src/evm/simulate-request.ts";
import { changeOf, type Effect } from "../../src/protocol/foretold.ts";
import { isBranch, isList, type Tree } from "../adversary/json.ts";
import { type Anvil, startAnvil } from "../adversary/made/anvil.ts";
import type { World } from "../state/chain.ts";
import {
	callData,
	codeOf,
	ether,
	friend,
	madeWorld,
	orderOf,
	otherChaos,
	place,
	type SimulationStage,
	stageOf,
	usualRange,
} from "./simulated.ts";
import { uniswapAbi, uniswapWorld } from "./uniswap.ts";

const person = privateKeyToAccount(`0x${"5a".repeat(32)}`);
const other = privateKeyToAccount(`0x${"5b".repeat(32)}`);
const account = person.address.toLowerCase() as Hex;
const second = other.address.toLowerCase() as Hex;

const nobody: Hex = `0x${"0".repeat(40)}`;
const chain = {
	id: 1,
	name: "made",
	nativeCurrency: { name: "E", symbol: "E", decimals: 18 },
	rpcUrls: { default: { http: [] } },
};
const gasPriceWei = 20n;
const baseFeePerGasWei = 7n;

let anvil: Anvil;
const clientOf = () =>
	createTestClient({ mode: "anvil", transport: http(anvil.url), chain }).extend(
		publicActions,
	);
let client: ReturnType<typeof clientOf>;

/** Everybody of the world, in anvil. */
const fill = async (world: World): Promise<void> => {
	for (const [address, made] of Object.entries(world)) {
		if (!isHex(address)) continue;
		await client.setBalance({ address, value: made.balance ?? 0n });
		await client.setNonce({ address, nonce: made.nonce ?? 0 });
		if (made.code !== undefined && made.code !== "0x")
			await client.setCode({ address, bytecode: made.code });
		for (const [index, word] of Object.entries(made.storage ?? {}))
			if (isHex(index))
				await client.setStorageAt({
					address,
					index,
					value: `0x${word.toString(16).padStart(64, "0")}`,
				});
	}
};

beforeAll(async () => {
	anvil = await startAnvil({
		chainId: 1,
		timestampS: 1_700_001_000,
		more: [
			...["--hardfork", "prague", "--base-fee", "7", "--accounts", "0"],
			...["--gas-limit", "30000000", "--disable-default-create2-deployer"],
		],
	});
	client = clientOf();
}, 60_000);
afterAll(async () => {
	await anvil?.stop();
});

const events = parseAbi([
	"event Transfer(address indexed from, address indexed to, uint256 value)",
	"event Approval(address indexed owner, address indexed spender, uint256 value)",
]);

type Mined = {
	readonly succeeded: boolean;
	readonly gasUsed: number;
	readonly told: readonly string[];
	readonly coins: readonly string[];
	readonly timestampS: number;
	readonly number: bigint;
	readonly coinChange: bigint;
	readonly balances: ReadonlyMap<Hex, bigint>;
	readonly code: (address: Hex) => Promise<Hex | undefined>;
	readonly forget: () => Promise<void>;
};

const textOf = (raw: Tree | undefined): string =>
	typeof raw === "string" ? raw : "";

/** Every value that moved, in the order of the frames. */
const coinsIn = (frame: Tree): readonly string[] => {
	if (!isBranch(frame) || frame.error !== undefined) return [];
	const [type, from, to] = [
		textOf(frame.type),
		textOf(frame.from),
		textOf(frame.to),
	];
	const value = BigInt(textOf(frame.value) || "0x0");
	const isMove = ["CALL", "CREATE", "CREATE2", "SELFDESTRUCT"].includes(type);
	return [
		...(isMove && value > 0n && from !== to
			? [`${from} ${to} ${value}`.toLowerCase()]
			: []),
		...(isList(frame.calls) ? frame.calls.flatMap(coinsIn) : []),
	];
};

const signed = async (order: SimulatedTransaction): Promise<Hex> => {
	const authorizationList = await Promise.all(
		order.delegations.map((one) =>
			(one.authority === account ? person : other).signAuthorization({
				address: one.address,
				chainId: Number(one.chainId),
				nonce: Number(one.nonce),
			}),
		),
	);
	const fields = {
		nonce: Number(order.nonce),
		gas: order.gas,
		to: order.to,
		value: order.valueWei,
		data: order.data,
		maxFeePerGas: gasPriceWei,
		maxPriorityFeePerGas: 1n,
		chainId: 1,
	} as const;
	const accessList = order.accessList.map(({ address, slots }) => ({
		address,
		storageKeys: [...slots],
	}));
	return order.delegations.length > 0
		? person.signTransaction({
				...fields,
				accessList,
				type: "eip7702",
				authorizationList,
			})
		: person.signTransaction({ ...fields, accessList, type: "eip1559" });
};

/** The order as anvil mines it; what it left is forgotten at the end. */
const mined = async (
	order: SimulatedTransaction,
	tokens: readonly Hex[],
): Promise<Mined | null> => {
	const id = await client.snapshot();
	const before = await client.getBalance({ address: account });
	const balanceOf = async (token: Hex): Promise<bigint> => {
		const { data = "0x" } = await client.call({
			to: token,
			data: callData("balanceOf(address)", account),
		});
		return BigInt(data);
	};
	const had = new Map<Hex, bigint>();
	for (const token of tokens) had.set(token, await balanceOf(token));
	await client.setNextBlockBaseFeePerGas({ baseFeePerGas: baseFeePerGasWei });
	const hash = await client.sendRawTransaction({
		serializedTransaction: await signed(order),
	});
	await client.mine({ blocks: 1 });
	const receipt = await client
		.getTransactionReceipt({ hash })
		.catch(() => null);
	if (receipt === null) {
		await client.revert({ id });
		return null;
	}
	const block = await client.getBlock({ blockNumber: receipt.blockNumber });
	const trace = await anvil.call("debug_traceTransaction", [
		hash,
		{ tracer: "callTracer" },
	]);
	const told = receipt.logs.flatMap((log) => {
		try {
			const { eventName, args } = decodeEventLog({ abi: events, ...log });
			const [a, b, c] = Object.values(args);
			return [`${eventName} ${log.address} ${a} ${b} ${c}`.toLowerCase()];
		} catch {
			return [];
		}
	});
	const fee = receipt.gasUsed * receipt.effectiveGasPrice;
	const balances = new Map<Hex, bigint>();
	for (const [token, was] of had)
		balances.set(token, (await balanceOf(token)) - was);
	return {
		succeeded: receipt.status === "success",
		gasUsed: Number(receipt.gasUsed),
		told,
		coins: coinsIn(trace),
		timestampS: Number(block.timestamp),
		number: block.number,
		coinChange: (await client.getBalance({ address: account })) - before + fee,
		balances,
		code: (address) => client.getCode({ address }),
		forget: () => client.revert({ id }),
	};
};

const toldOf = (effects: readonly Effect[]): readonly string[] =>
	effects.flatMap((one) =>
		one.kind === "moved" && one.asset.kind === "erc20"
			? [`transfer ${one.asset.token} ${one.from} ${one.to} ${one.amount}`]
			: one.kind === "allowed"
				? [`approval ${one.token} ${one.owner} ${one.spender} ${one.amount}`]
				: [],
	);
const coinsOf = (effects: readonly Effect[]): readonly string[] =>
	effects.flatMap((one) =>
		// What a contract of this transaction leaves to itself at its end is gone: a trace has no line for that.
		one.kind === "moved" && one.asset.kind === "coin" && one.to !== nobody
			? [`${one.from} ${one.to} ${one.amount}`]
			: [],
	);

/** Mines it there, tries it here, and compares. */
const compare = async (
	stage: SimulationStage,
	order: SimulatedTransaction,
	tokens: readonly Hex[] = [],
) => {
	const there = await mined(order, tokens);
	if (there === null) {
		// No block takes it, and here it is refused.
		await expect(
			simulate(stage.proofs, order, (block) => likelyRange(block, usualRange)),
		).rejects.toMatchObject({ code: "call-failed" });
		return null;
	}
	try {
		return await compareWith(there, stage, order);
	} finally {
		await there.forget();
	}
};

const compareWith = async (
	there: Mined,
	stage: SimulationStage,
	order: SimulatedTransaction,
) => {
	const { number, timestampS } = there;
	const ahead = { number, timestampS, baseFeePerGasWei };
	const here = foretoldOf(
		await simulate(stage.proofs, order, () => ({ early: ahead, late: ahead })),
	);
	const { early } = here;
	expect(here.late).toEqual(early);
	expect({
		succeeded: early.ended === "returned",
		gasUsed: early.gasUsed,
		told: toldOf(early.effects),
		coins: coinsOf(early.effects),
	}).toEqual({
		succeeded: there.succeeded,
		gasUsed: there.gasUsed,
		told: there.told,
		coins: there.coins,
	});
	const coin = early.measured.find(({ asset }) => asset.kind === "coin");
	expect(coin === undefined ? 0n : changeOf(coin)).toBe(there.coinChange);
	for (const [token, change] of there.balances) {
		const measured = early.measured.find(
			({ asset }) => asset.kind === "erc20" && asset.token === token,
		);
		expect(measured === undefined ? 0n : changeOf(measured)).toBe(change);
	}
	const lastOf = (of: Hex): Effect | undefined =>
		early.effects.findLast(
			(one) => one.kind === "delegated" && one.account === of,
		);
	for (const effect of early.effects) {
		if (effect.kind === "created") {
			const code = await there.code(effect.address);
			expect(keccak256(code ?? "0x")).toBe(effect.codeHash);
		}
		// of several, the last holds
		if (effect.kind === "delegated" && effect === lastOf(effect.account))
			expect((await there.code(effect.account)) ?? "0x").toBe(
				effect.to === null ? "0x" : `0xef0100${effect.to.slice(2)}`,
			);
	}
	return here;
};

/** mulberry32 */
const randomOf = (seed: number): ((below: number) => number) => {
	let at = seed;
	return (below) => {
		at = (at + 0x6d2b79f5) | 0;
		let t = Math.imul(at ^ (at >>> 15), 1 | at);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % below;
	};
};

const bytesHex = (bytes: readonly number[]): string =>
	bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");

describe("programs drawn at random", () => {
	const world = madeWorld();
	for (const [who, nonce] of [
		[account, 7],
		[second, 3],
	] as const)
		world[who] = { nonce, balance: ether };
	const stage = stageOf(world);
	beforeAll(() => fill(world), 60_000);

	const programOf = (random: (below: number) => number): Hex => {
		const next = random(6) === 0 ? account : otherChaos;
		const length = 1 + random(24);
		const bytes = Array.from({ length: 2 * length }, (_, i) =>
			i % 2 === 0 ? random(16) : random(256),
		);
		return `0x${next.slice(2)}${place("Coin").slice(2)}${bytesHex(bytes)}`;
	};
	const delegationsOf = (
		random: (below: number) => number,
	): readonly SimulatedDelegation[] =>
		random(4) !== 0
			? []
			: Array.from({ length: 1 + random(3) }, () => {
					const isMine = random(2) === 0;
					return {
						authority: isMine ? account : second,
						chainId: BigInt(random(3)),
						address: random(4) === 0 ? `0x${"0".repeat(40)}` : place("Chaos"),
						nonce: BigInt((isMine ? 8 : 3) + random(2)),
					};
				});

	test.each(Array.from({ length: 12 }, (_, i) => i * 12))(
		"seeds from %i on do here what they do there",
		async (from) => {
			for (let seed = from; seed < from + 12; seed++) {
				const random = randomOf(seed + 1);
				const order = orderOf({
					from: account,
					to: place("Chaos"),
					data: programOf(random),
					valueWei: BigInt(random(3) * 7),
					gas: BigInt(60_000 + random(30) * 60_000),
					delegations: delegationsOf(random),
					accessList:
						random(3) === 0
							? [
									{
										address: otherChaos,
										slots: [`0x${"00".repeat(32)}`],
									},
								]
							: [],
				});
				try {
					await compare(stage, order, [place("Coin")]);
				} catch (thrown) {
					throw new Error(`seed ${seed}: ${JSON.stringify(order.data)}`, {
						cause: thrown,
					});
				}
			}
		},
		120_000,
	);

	test("a contract is made, and is robbed", async () => {
		await compare(
			stage,
			orderOf({
				from: account,
				to: null,
				data: codeOf("Made"),
				gas: 900_000n,
			}),
		);
		await compare(
			stage,
			orderOf({
				from: account,
				to: place("Robber"),
				data: callData("rob(address)", place("Purse")),
				valueWei: 10n,
			}),
		);
		await compare(
			stage,
			orderOf({
				from: account,
				to: place("Coin"),
				data: callData("transfer(address,uint256)", friend, 1n),
			}),
		);
	}, 60_000);
});

describe("Uniswap v2", () => {
	test("trades of tokens and of the coin give what they give there", async () => {
		const made = await uniswapWorld(account);
		const stage = stageOf(made.world);
		await fill(made.world);
		const [first, second_] = made.tokens;
		const nonce = BigInt(made.world[account]?.nonce ?? 0);
		const amount = 10n ** 19n;
		const reserve = 10n ** 23n;
		const orders = [
			{
				data: encodeFunctionData({
					abi: uniswapAbi,
					functionName: "swapExactTokensForTokens",
					args: [amount, 1n, [first, second_], account, 2n ** 40n],
				}),
				valueWei: 0n,
			},
			{
				data: encodeFunctionData({
					abi: uniswapAbi,
					functionName: "swapExactETHForTokens",
					args: [1n, [made.weth, first], account, 2n ** 40n],
				}),
				valueWei: 10n ** 15n,
			},
			{
				data: encodeFunctionData({
					abi: uniswapAbi,
					functionName: "swapExactTokensForETH",
					args: [amount, 1n, [first, made.weth], account, 2n ** 40n],
				}),
				valueWei: 0n,
			},
			{
				data: encodeFunctionData({
					abi: uniswapAbi,
					functionName: "swapExactTokensForTokens",
					args: [amount, 10n ** 30n, [first, second_], account, 2n ** 40n],
				}),
				valueWei: 0n,
			},
		];
		const runs = [];
		for (const one of orders)
			runs.push(
				await compare(
					stage,
					orderOf({ from: account, to: made.router, nonce, ...one }),
					[first, second_, made.weth],
				),
			);
		const [swap, , out, refused] = runs;
		expect(swap?.early.measured.map(changeOf)).toEqual([
			-amount,
			// the fee, and the product that stays, by hand
			(amount * 997n * 2n * reserve) / (reserve * 1_000n + amount * 997n),
		]);
		expect(swap?.callers).toContain(made.router);
		expect(
			out?.early.measured.find(({ asset }) => asset.kind === "coin")?.isAsTold,
		).toBe(true);
		expect(refused?.early.reason?.code).toBe("revert.received-too-little");
		// wrapping tells of no transfer, and is measured all the same
		const wrapped = await compare(
			stage,
			orderOf({
				from: account,
				to: made.weth,
				nonce,
				valueWei: 5n,
				data: encodeFunctionData({ abi: uniswapAbi, functionName: "deposit" }),
			}),
			[made.weth],
		);
		expect(wrapped?.early.measured.map(changeOf)).toEqual([-5n, 5n]);
	}, 120_000);
});

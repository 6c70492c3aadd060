// Walking away from Scroll in real browsers, over its own contracts: the operator ignores the queue and then dies, somebody else
// finalizes in its place, and the ether comes home after the last endpoint of the rollup is gone.
//
// In Firefox alone: what differs between browsers, how they start, are cut off and go on, exit.test.ts walks in both, and
// hardship.test.ts has the other one.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as d from "../../src/base/decode.ts";
import { queueBaseFeeWei } from "../../src/l2/scroll/runtime/facts.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";
import { until } from "../browser/browser.ts";
import { askedBrowsers, launchers } from "../browser/launch.ts";
import { mnemonic } from "../network/l1/accounts.ts";
import { networkFile } from "../network/l1/file.ts";
import { type Network, startNetwork } from "../network/network.ts";
import { rpcTo } from "../network/op/rpc.ts";
import { delegate } from "../network/scroll/delegate.ts";
import { queueParameters } from "../network/scroll/deploy.ts";
import {
	type ScrollRollup,
	startScrollRollup,
} from "../network/scroll/rollup.ts";
import { type Door, openDoor } from "./door.ts";
import { extensionFor } from "./extension.ts";
import {
	begin,
	type Deeds,
	go,
	openSeat,
	readMap,
	type Seat,
	sign,
	waitForStep,
} from "./leave.ts";
import { screenText } from "./main-job.ts";
import { onboard, press, type Watch, waitForText } from "./person.ts";
import { password } from "./world.ts";

const shots = resolve(process.env.SEXTANT_SHOTS ?? "shots");
const ether = 10n ** 18n;
const way = "Force a withdrawal through the queue on Ethereum";
/** How long the operator may leave the queue alone. */
const queueDelayS = 45;

const block = d.record({
	number: d.quantity,
	baseFeePerGas: d.quantity,
	transactions: d.list(
		d.record({
			hash: d.hash,
			from: d.address,
			input: d.hexUpTo(100_000),
			maxPriorityFeePerGas: d.optional(d.quantity),
		}),
		1_000,
	),
});
const receipt = d.record({ gasUsed: d.quantity });

/** L1 and Scroll on it, without any other rollup. Nothing is left running when it throws. */
const startPlace = async () => {
	let starting: Promise<ScrollRollup> | undefined;
	const network = await startNetwork({
		slotSeconds: 2,
		onSpawn: (early) => {
			starting = startScrollRollup({
				l1Rpc: early.execution,
				deployerKey: early.scrollDeployer.privateKey,
				accounts: early.accounts.map((account) => account.address),
				messageQueueDelayS: queueDelayS,
			});
			starting.catch(() => undefined);
		},
	});
	try {
		const scroll = await starting;
		if (scroll === undefined) throw new Error("Scroll was not started");
		return { network, scroll };
	} catch (thrown) {
		await network.stop();
		throw thrown;
	}
};

const name = "firefox";
const isAsked = askedBrowsers().includes(name);

describe.runIf(isAsked)(`leaving Scroll in ${name}`, () => {
	const folder = mkdtempSync(join(tmpdir(), `sextant-scroll-${name}-`));
	const deeds: Deeds = { presses: 0, fields: 0, signatures: 0 };
	let network: Network;
	let scroll: ScrollRollup;
	let door: Door;
	let seat: Seat;
	let id = "";
	let began: { readonly balance: bigint; readonly block: number };

	const watch: Watch = async (step, page) => {
		await page.screenshot(join(shots, `${name}-scroll-${step}.png`));
	};
	const account = (index: number) => {
		const found = network.accounts[index];
		if (found === undefined) throw new RangeError(`no account ${index}`);
		return found;
	};
	const l1 = () => rpcTo(network.endpoints.execution);
	const balance = (): Promise<bigint> =>
		l1()("eth_getBalance", [account(0).address, "latest"], d.quantity);
	const height = async (): Promise<number> =>
		Number(await l1()("eth_blockNumber", [], d.quantity));
	/** Gas and the queue's price that this account paid on L1 since a block, asked past the wallet. */
	const paidSince = async (from: number): Promise<bigint> => {
		let sum = 0n;
		for (let number = from + 1; number <= (await height()); number++) {
			const { baseFeePerGas, transactions } = await l1()(
				"eth_getBlockByNumber",
				[`0x${number.toString(16)}`, true],
				block,
			);
			for (const one of transactions) {
				if (one.from !== account(0).address) continue;
				const { gasUsed } = await l1()(
					"eth_getTransactionReceipt",
					[one.hash],
					receipt,
				);
				// the receipts of this L1 client price gas without the base fee
				sum += gasUsed * (baseFeePerGas + (one.maxPriorityFeePerGas ?? 0n));
				// sendTransaction(address target, uint256 value, uint256 gasLimit, bytes data)
				if (one.input.startsWith("0x3934ce9d"))
					sum +=
						BigInt(`0x${one.input.slice(138, 202)}`) *
						queueBaseFeeWei({
							baseFeeWei: baseFeePerGas,
							overheadWei: queueParameters.baseFeeOverhead,
							scalar: queueParameters.baseFeeScalar,
						});
			}
		}
		return sum;
	};
	/** The map of the journey, once its words fit. @throws Error with the screen */
	const mapWith = (words: RegExp, timeoutMs = 150_000): Promise<string> => {
		let last = "";
		return until(
			`${words} on the map`,
			async () => {
				last = (await readMap(seat.popup(), id)).text;
				return words.test(last) ? last : undefined;
			},
			timeoutMs,
			1_000,
		).catch((thrown: unknown) => {
			throw new Error(`${String(thrown)}\n${last}`);
		});
	};
	/** The ways out, opened anew until their words fit. @throws Error with the screen */
	const waysWith = (words: RegExp): Promise<string> => {
		let last = "";
		return until(
			`${words} among the ways out`,
			async () => {
				await go(seat.popup(), "leave");
				await press(seat.popup(), `Leave ${scroll.profile.title}`, 60_000);
				await waitForText(seat.popup(), way, 60_000);
				last = await screenText(seat.popup());
				return words.test(last) ? last : undefined;
			},
			120_000,
			2_000,
		).catch((thrown: unknown) => {
			throw new Error(`${String(thrown)}\n${last}`);
		});
	};
	const step = async (): Promise<string> => {
		const done = await sign(seat, id, watch, deeds, async () => false);
		if (done === null) throw new Error("there was nothing to sign");
		await waitForStep(seat.popup(), id, done);
		return done;
	};

	beforeAll(async () => {
		mkdirSync(shots, { recursive: true });
		const [place, extensionDir] = await Promise.all([
			startPlace(),
			extensionFor(name, join(folder, "extension")),
		]);
		({ network, scroll } = place);
		door = await openDoor(scroll.rpcUrl);
		const fileText = JSON.stringify(networkFile(network, [scroll.profile]));
		const { title } = decodeNetworkFile(fileText).l1;
		const launch = () =>
			launchers[name]({
				extensionDir,
				profile: join(folder, "profile"),
				viewport: { width: 900, height: 1000 },
			});
		const browser = await launch();
		const page = await onboard(browser, {
			networkFile: fileText,
			title,
			l1: {
				title,
				beacon: network.endpoints.beacon,
				execution: [network.endpoints.execution],
			},
			rollup: {
				title: scroll.profile.title,
				execution: [door.url],
				relay: [],
			},
			phrase: mnemonic,
			password,
		});
		seat = await openSeat(launch, browser, password);
		await seat.popup().setViewport(360, 640);
		await page.close();
	}, 300_000);

	afterAll(async () => {
		await seat?.browser().close();
		await door?.shut();
		await scroll?.stop();
		await network?.stop();
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	}, 60_000);

	it("forces a withdrawal that the operator ignores until its time is over", async () => {
		scroll.node.setTaking(false);
		began = { balance: await balance(), block: await height() };
		id = await begin(
			seat.popup(),
			{ chain: scroll.profile.title, way, amount: "0.5" },
			watch,
			deeds,
		);
		await mapWith(/Force the withdrawal/);
		expect(await step()).toBe("Force the withdrawal");
		// on a slow machine its time is over at the first look
		await mapWith(/has to take what waits in the queue|let the delay pass/);
		await watch("waiting", seat.popup());
		const over = await mapWith(/The operator let the delay pass/);
		expect(over).toMatch(/This wallet cannot do that/);
		expect(over).toMatch(/You keep your place in the queue/);
		await watch("over", seat.popup());
	}, 300_000);

	it("shows enforced mode when somebody else finalizes, and waits until they take it too", async () => {
		scroll.operator.setCommitting(false);
		scroll.operator.setFinalizing(false);
		// Anyone with a prover: at first with a batch that does not take the queue.
		const stranger = account(9).privateKey;
		await scroll.operator.enforce(stranger);
		await mapWith(/The rollup is in enforced mode/);
		await watch("enforced", seat.popup());
		const taken = scroll.node.head().messagesTaken;
		scroll.node.setTaking(true);
		await until(
			"their node to take the queue",
			async () => (scroll.node.head().messagesTaken > taken ? true : undefined),
			60_000,
			500,
		);
		await scroll.operator.enforce(stranger);
		await mapWith(/Your turn: Take the ether/);
		await watch("proved", seat.popup());
	}, 300_000);

	it("brings the ether home with every endpoint of the rollup gone", async () => {
		await door.shut();
		await scroll.stop();
		expect(await step()).toBe("Take the ether");
		await mapWith(/It is done/);
		await watch("done", seat.popup());
		expect(deeds).toEqual({ presses: 8, fields: 1, signatures: 2 });
		expect(await balance()).toBe(
			began.balance - (await paidSince(began.block)) + ether / 2n,
		);
	}, 300_000);

	// Last: this L1 client cannot show a block with such a transaction whole, so its endpoint is set aside sooner or later.
	it("tells an account that delegates before anything is begun", async () => {
		await delegate(
			l1(),
			network.chainId,
			account(0).privateKey,
			account(1).privateKey,
			scroll.contracts.emptyQueue,
		);
		const told = await waysWith(/EIP-7702/);
		expect(told).toMatch(/not open now/);
		expect(told).toMatch(/remove it first/);
		expect(told).not.toMatch(/Choose this way/);
		await watch("delegated", seat.popup());
	}, 300_000);
});

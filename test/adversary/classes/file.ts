// The hostile file: a network file that changes what money rests on and hides it, or takes the id of a chain that lives; an
// exit file that fills the ledger with old transactions, or brings a root of its own; evidence with a changed byte; and a disk
// that somebody wrote on. Nothing in a file counts that the person was not shown and did not say yes to, and nobody is stuck.

import { bigToBytes, type Hex, toHex } from "../../../src/base/bytes.ts";
import { memoryStore } from "../../../src/cli/store.ts";
import { keccak256 } from "../../../src/crypto/hash.ts";
import { signHash } from "../../../src/crypto/secp256k1.ts";
import { openOrders } from "../../../src/engine/orders.ts";
import {
	decodeEvidence,
	evidenceOf,
	evidenceText,
	stepId,
} from "../../../src/evidence/evidence.ts";
import {
	joinSignature,
	signingHash,
} from "../../../src/evidence/transaction.ts";
import { transferText } from "../../../src/evidence/transfer.ts";
import { placedOrder } from "../../../src/exit/file.ts";
import { outputRoot } from "../../../src/l2/op/checks/payload.ts";
import { isOfOp } from "../../../src/l2/op/checks/step.ts";
import { opPlain } from "../../../src/l2/op/runtime/plain.ts";
import type { ScrollProfile } from "../../../src/l2/scroll/checks/profile.ts";
import { checkEvidence } from "../../../src/receipt/check.ts";
import { decodeNetworkFile } from "../../../src/receipt/networks.ts";
import {
	entryFromElsewhere,
	outstandingOf,
} from "../../../src/wallet/ledger.ts";
import { composeTransfer } from "../../../src/wallet/order.ts";
import type { Chance } from "../../conformance/chance.ts";
import {
	drive,
	nodeOf,
	openL1,
	openL2,
	person,
	poolOf,
} from "../../l2/op/runtime/world.ts";
import { flipHex, isBranch, isList, type Tree, treeOf } from "../json.ts";
import { remembering } from "./chain.ts";
import { type AttackClass, type Attempt, Notes } from "./class.ts";
import {
	accepted,
	at150,
	busy,
	elsewhere,
	evilProfile,
	fileOf,
	home,
	me,
	profile,
	recipients,
	Stage,
} from "./engine-stage.ts";

/** Chains that live, as anyone can look them up. */
const living = [
	10, 56, 100, 130, 137, 146, 250, 324, 480, 1101, 5000, 8453, 34443, 42161,
	42220, 43114, 59144, 81457, 534352,
];

const leavesOf = (
	tree: Tree,
	path: string,
): readonly (readonly [string, Tree])[] => {
	if (isList(tree))
		return tree.flatMap((part, i) => leavesOf(part, `${path}.${i}`));
	if (isBranch(tree))
		return Object.entries(tree).flatMap(([name, part]) =>
			leavesOf(part, path === "" ? name : `${path}.${name}`),
		);
	return [[path, tree]];
};

const random = (chance: Chance, bytes: number): Hex =>
	toHex(
		keccak256(bigToBytes(BigInt(chance.below(1_000_000_000)), 32)).subarray(
			0,
			bytes,
		),
	);

/** The tree with each leaf that `change` has something else for. */
const changed = (
	tree: Tree,
	path: string,
	change: (path: string, leaf: Tree) => Tree,
): Tree => {
	if (isList(tree))
		return tree.map((part, i) => changed(part, `${path}.${i}`, change));
	if (isBranch(tree))
		return Object.fromEntries(
			Object.entries(tree).map(([name, part]) => [
				name,
				changed(part, path === "" ? name : `${path}.${name}`, change),
			]),
		);
	return change(path, tree);
};

/** What a person is shown before they take the file, in one text; null where it is refused. */
const shownOf = async (
	stage: Stage,
	file: string,
	notes: Notes,
): Promise<string | null> => {
	const review = await notes.hear(
		stage.bench.screen("network.review", { file }),
	);
	if (review === null) return null;
	notes.told++;
	return JSON.stringify(review.groups).toLowerCase();
};

/** Is the file refused, beside those that were accepted, though the person confirms whatever they are shown? */
const isRefused = async (
	stage: Stage,
	file: string,
	notes: Notes,
): Promise<boolean> => {
	const { screen } = stage.bench;
	const review = await notes.hear(screen("network.review", { file }));
	if (review === null) return true;
	const confirmed = review.groups.map(({ id }) => id);
	const { hash } = review;
	const taken = await notes.hear(
		screen("network.accept", { file, hash, confirmed }),
	);
	await stage.anew();
	return taken === null;
};

type Play = {
	readonly name: string;
	readonly run: (stage: Stage, chance: Chance, notes: Notes) => Promise<void>;
};

const old = (chance: Chance, key: Uint8Array, nonce: number) => {
	const transaction = {
		chainId: home.chainId,
		nonce,
		maxPriorityFeePerGasWei: 1n,
		maxFeePerGasWei: 10n ** 9n,
		gasLimit: 21_000,
		to: random(chance, 20),
		valueWei: BigInt(1 + chance.below(1_000)),
		data: "0x" as const,
	};
	const { raw, hash } = joinSignature(
		transaction,
		signHash(signingHash(transaction), key),
	);
	return { transaction, raw, hash };
};

const plays: readonly Play[] = [
	{
		name: "a change among harmless ones",
		run: async (stage, chance, notes) => {
			const tokens = Array.from({ length: chance.below(190) }, (_, i) => ({
				address: `0x${(i + 4096).toString(16).padStart(40, "0")}` as const,
				symbol: `T${i}`,
				decimals: 18,
				balancesSlot: 0,
			}));
			const noisy: ScrollProfile = {
				...profile,
				tokens: [...profile.tokens, ...tokens],
			};
			const tree = treeOf(fileOf(home, [noisy]));
			const leaves = leavesOf(tree, "").filter(
				([path, leaf]) =>
					typeof leaf === "string" &&
					/^0x([0-9a-f]{40}|[0-9a-f]{64})$/.test(leaf) &&
					/contracts|verifiers|slots|l2\.|erc20|genesis/.test(path),
			);
			const [path, leaf] = chance.pick(leaves);
			const length = typeof leaf === "string" ? leaf.length / 2 - 1 : 20;
			const value = random(chance, length);
			const file = JSON.stringify(
				changed(tree, "", (at, was) => (at === path ? value : was)),
			);
			const shown = await shownOf(stage, file, notes);
			notes.compared++;
			if (shown !== null && !shown.toLowerCase().includes(value))
				notes.find("problem", `the change of ${path} is not shown`);
		},
	},
	{
		name: "a whole file that is new",
		run: async (stage, chance, notes) => {
			const tokens = Array.from({ length: chance.below(200) }, (_, i) => ({
				address: `0x${(i + 8192).toString(16).padStart(40, "0")}` as const,
				symbol: `T${i}`,
				decimals: 18,
				balancesSlot: 0,
			}));
			const l1 = { ...home, name: "third", title: "Third", chainId: 7_331_300 };
			const file = fileOf(l1, [
				{
					...profile,
					tokens,
					name: "third-rollup",
					title: "Third rollup",
					chainId: 7_331_301,
					l1: l1.name,
					l1ChainId: l1.chainId,
				},
			]);
			const shown = await shownOf(stage, file, notes);
			if (shown === null) {
				notes.find("stuck", `a new network is not shown: ${notes.refused}`);
				return;
			}
			notes.compared++;
			const missing = leavesOf(treeOf(file), "").filter(
				([path, leaf]) =>
					typeof leaf === "string" &&
					leaf.length >= 42 &&
					/contracts|verifiers/.test(path) &&
					!shown.toLowerCase().includes(leaf),
			);
			if (missing.length > 0)
				notes.find(
					"problem",
					`${missing.length} contracts and code hashes are not shown`,
				);
		},
	},
	{
		name: "the id of a chain that lives",
		run: async (stage, chance, notes) => {
			const free = 7_331_901;
			const chainId = chance.below(8) === 0 ? free : chance.pick(living);
			const l1 = { ...home, name: "toy", title: "Toy" };
			const file =
				chance.below(2) === 0
					? fileOf({ ...l1, chainId })
					: fileOf({ ...l1, chainId: 7_331_900 }, [
							{
								...profile,
								name: "toy-rollup",
								title: "Toy rollup",
								chainId,
								l1: "toy",
								l1ChainId: 7_331_900,
							},
						]);
			const refused = await isRefused(stage, file, notes);
			// the id alone decides: the same file with one of its own is taken
			if (chainId === free && refused)
				notes.find("stuck", `a file is not taken: ${notes.refused}`);
			if (chainId !== free && !refused)
				notes.find("problem", `a file takes the chain id ${chainId}`);
		},
	},
	{
		name: "the id of another file's chain",
		run: async (stage, chance, notes) => {
			const chainId = chance.pick([
				home.chainId,
				profile.chainId,
				elsewhere.chainId,
			]);
			const file = fileOf({ ...home, name: "toy", title: "Toy", chainId });
			if (!(await isRefused(stage, file, notes)))
				notes.find("problem", `two files with the chain id ${chainId}`);
		},
	},
	{
		name: "a file taken without all that changes money confirmed",
		run: async (stage, chance, notes) => {
			const file = fileOf(home, [evilProfile]);
			const { screen } = stage.bench;
			const review = await notes.hear(screen("network.review", { file }));
			if (review === null) return;
			const ids = review.groups.map(({ id }) => id);
			const left = chance.below(ids.length);
			const confirmed = chance.pick<readonly Hex[]>([
				[],
				ids.filter((_, i) => i !== left),
				ids.map(() => random(chance, 32)),
			]);
			const hash = chance.pick([review.hash, random(chance, 32)]);
			const taken = await notes.hear(
				screen("network.accept", { file, hash, confirmed: [...confirmed] }),
			);
			if (taken !== null)
				notes.find("problem", "a file is taken that was not confirmed whole");
			await stage.anew();
		},
	},
	{
		name: "a network file with a strange field",
		run: async (stage, chance, notes) => {
			const tree = treeOf(accepted[0] ?? "{}");
			const [path] = chance.pick(leavesOf(tree, ""));
			const odd = chance.pick<Tree>([
				null,
				-1,
				"",
				[],
				{},
				"x".repeat(5_000),
				2 ** 60,
				"0x",
			]);
			const file = JSON.stringify(
				changed(tree, "", (at, was) => (at === path ? odd : was)),
			);
			await shownOf(stage, file, notes);
		},
	},
	{
		name: "old transactions of the person's",
		run: async (stage, chance, notes) => {
			const { key, address: victim, nonce: proved } = busy;
			const count = 1 + chance.below(90);
			const orders = await openOrders({
				store: memoryStore(),
				clock: stage.bench.clock,
				signer: () => (async () => undefined) as never,
				advanceAnchors: async () => {},
				changed: () => {},
				remember: () => {},
				problem: () => {},
			});
			for (let nonce = 0; nonce < count; nonce++) {
				const { transaction, raw, hash } = old(chance, key, nonce);
				const { id } = placedOrder("j", {
					stage: `s${nonce % 24}`,
					attempt: Math.floor(nonce / 24),
					entry: "",
				});
				const order = transferText({
					...transaction,
					format: "sextant-order-1",
					id,
					origin: null,
					from: victim,
					outstanding: [],
					madeMs: 0,
				});
				const entry = JSON.stringify({
					format: "sextant-entry-1",
					order,
					state: "sent",
					recipient: "account",
					rests: [],
					unknowns: [],
					mostFeeWei: "0",
					signed: { raw, hash },
					sentTo: [],
					inclusion: null,
					lostTo: null,
					fault: null,
				});
				await notes.hear(
					Promise.resolve().then(() =>
						orders.adopt(entryFromElsewhere(entry, stage.bench.clock.nowMs())),
					),
				);
			}
			if (count > proved) throw new RangeError("they must lie below it");
			const head = at150(stage.grounds.home);
			const paid = await notes.hear(
				Promise.resolve().then(() =>
					composeTransfer({
						id: "pays",
						origin: null,
						valueWei: 1n,
						sender: head.account(victim),
						recipient: head.account(recipients.account),
						code: null,
						header: head.header,
						outstanding: outstandingOf(orders.list(), victim, home.chainId),
						tipWei: 1n,
						nowMs: head.header.value.timestampS * 1000 + 20_000,
					}),
				),
			);
			if (paid === null)
				notes.find(
					"stuck",
					`no payment after ${count} old transactions: ${notes.refused.at(-1)}`,
				);
		},
	},
	{
		name: "a root of the file's own",
		run: async (_, chance, notes) => {
			const lie = {
				stateRoot: random(chance, 32),
				messagePasserStorageRoot: random(chance, 32),
				blockHash: random(chance, 32),
				l2BlockNumber: 1 + chance.below(100_000),
				nodes: ["My own node", "Another", "A third"],
			};
			const l1 = openL1();
			const l2 = openL2();
			l2.mine();
			const asked = {
				account: person,
				token: null,
				amount: null,
				begun: random(chance, 32),
			};
			const it = await drive(opPlain, asked, l1, () =>
				poolOf(nodeOf("node", l2), nodeOf("second", l2)),
			);
			const state = await notes.hear(
				Promise.resolve().then(() =>
					opPlain.decode(
						JSON.parse(JSON.stringify({ ...it.state, proposal: lie })),
						"state",
					),
				),
			);
			if (state === null) return;
			it.state = state;
			if (chance.below(3) > 0)
				it.orders.set("proposed", {
					id: "x",
					state: chance.pick(["final", "included", "sent", "signed"]),
					hash: random(chance, 32),
					succeeded: true,
					blockNumber: 1,
					madeMs: 0,
				});
			l1.pass(3_600 + chance.below(86_400));
			await it.look();
			await it.look();
			const click = it.click();
			if (
				click !== null &&
				isOfOp(click.step) &&
				click.step.kind === "op-propose" &&
				outputRoot(click.step) === outputRoot(lie)
			)
				notes.find("signature", "the next click proposes the file's own root");
		},
	},
	{
		name: "evidence with a changed byte",
		run: async (stage, chance, notes) => {
			const head = at150(stage.grounds.home);
			const honest = evidenceOf(
				chance.pick([
					head.account(me),
					head.header,
					head.account(recipients.new),
					head.finalized,
				]),
			);
			const text = evidenceText(honest);
			const places = [...text.matchAll(/"0x([0-9a-f]{2,})"/g)];
			const place = chance.pick(places);
			const [whole, digits = ""] = place;
			const file =
				text.slice(0, place.index) +
				`"${flipHex(`0x${digits}`, chance.below(digits.length / 2))}"` +
				text.slice(place.index + whole.length);
			const tools = {
				kernel: remembering,
				networks: accepted.map(decodeNetworkFile),
				anchors: [stage.grounds.home.root],
			};
			const replayed = await notes.hear(
				Promise.resolve().then(() =>
					checkEvidence(decodeEvidence(file), tools),
				),
			);
			if (replayed === null) return;
			const was = await checkEvidence(honest, tools);
			const ids = (all: typeof was): string =>
				all.conclusions.map(stepId).join();
			const values = (all: typeof was): string =>
				all.conclusions
					.map(({ value }) =>
						JSON.stringify(value, (_, part: unknown) =>
							typeof part === "bigint" ? part.toString() : part,
						),
					)
					.join();
			if (ids(was) !== ids(replayed) && values(was) !== values(replayed))
				notes.find("unproved", "changed evidence concludes something else");
		},
	},
	{
		name: "a disk that was written on",
		run: async (stage, chance, notes) => {
			await stage.anew();
			const { vault, anchors } = stage.bench.stored;
			const spoil = (text: string | null): string | null => {
				if (text === null) return null;
				const at = chance.below(text.length);
				return chance.pick([
					text.slice(0, at),
					`${text.slice(0, at)}${text.slice(at).replace(/[0-9a-f]/, "7")}`,
					`${text.slice(0, at)}{${text.slice(at)}`,
					"",
					"null",
				]);
			};
			const { bench } = stage;
			bench.signer.close();
			await new Promise((done) => setTimeout(done, 0));
			bench.stored = {
				...bench.stored,
				...(chance.below(2) === 0
					? { vault: spoil(vault) }
					: { anchors: spoil(anchors) }),
			};
			bench.start();
			await notes.hear(bench.load());
			const made = stage.transfer(chance, { outstanding: [] });
			await stage.offer(made, notes);
			// whatever is drawn is decided, and judged, like everything else
			for (const drawn of await stage.person.look(
				{ orders: [made.view], titles: new Map([[home.chainId, home.title]]) },
				notes,
			))
				await stage.person.decide(drawn, true, notes);
			await stage.anew();
		},
	},
];

const openFile = async () => {
	const stage = await Stage.open();
	const attempt = async (chance: Chance): Promise<Attempt> => {
		const notes = new Notes();
		const play = chance.pick(plays);
		try {
			await play.run(stage, chance, notes);
		} catch (thrown) {
			notes.find("problem", `${play.name}: ${String(thrown).slice(0, 200)}`);
		}
		stage.person.judge(notes);
		return notes.as(play.name);
	};
	return { attempt, close: async () => stage.bench.signer.close() };
};

export const fileClass: AttackClass = {
	name: "file",
	says: "network files, exit files and evidence from a stranger, and a disk somebody wrote on",
	share: 10,
	open: openFile,
};

// The compromised engine: it has the whole line to the signer and everything the screens are told, and no key. It offers
// what it likes, under whatever name, whenever it likes. Nothing may be signed that the person did not approve, nothing drawn
// over the button may be untrue, and afterwards an honest engine's payment still goes.

import { utf8 } from "../../../src/base/bytes.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { evidenceOf, evidenceText } from "../../../src/evidence/evidence.ts";
import { fromSigner, keys, toSigner } from "../../../src/protocol/methods.ts";
import type { OrderView } from "../../../src/protocol/views.ts";
import type { Chance } from "../../conformance/chance.ts";
import { messageOf } from "../../said.ts";
import { flipHex, isBranch, type Tree, treeOf } from "../json.ts";
import { type AttackClass, type Attempt, Notes } from "./class.ts";
import {
	accepted,
	at150,
	elsewhere,
	evilProfile,
	fileOf,
	headAt,
	home,
	honestly,
	type Made,
	me,
	profile,
	recipients,
	Stage,
} from "./engine-stage.ts";
import type { Beside, Drawn } from "./person.ts";

type Play = {
	readonly name: string;
	readonly run: (stage: Stage, chance: Chance, notes: Notes) => Promise<void>;
};

const yesTo = async (
	stage: Stage,
	beside: Beside,
	notes: Notes,
	which: (drawn: Drawn) => boolean = () => true,
): Promise<void> => {
	for (const drawn of await stage.person.look(beside, notes))
		if (which(drawn)) await stage.person.decide(drawn, true, notes);
};

/** An honest order of either kind. */
const anyOrder = (stage: Stage, chance: Chance): Made =>
	chance.below(3) === 0 ? stage.step(chance) : stage.transfer(chance);

const offerAll = async (
	stage: Stage,
	notes: Notes,
	...made: readonly Pick<Made, "id" | "text" | "evidence">[]
): Promise<void> => {
	for (const one of made) await stage.offer(one, notes);
};

/** The text with one field of its JSON in another's place. */
const altered = (text: string, field: string, value: Tree): string => {
	const tree = treeOf(text);
	return isBranch(tree) ? JSON.stringify({ ...tree, [field]: value }) : text;
};

const wrongFields: readonly (readonly [string, (chance: Chance) => Tree])[] = [
	["to", () => `0x${"99".repeat(20)}`],
	["valueWei", (chance) => String(10n ** BigInt(chance.below(21)))],
	["nonce", (chance) => chance.below(1_000)],
	["chainId", (chance) => chance.pick([1, 10, 8453, elsewhere.chainId])],
	["from", () => `0x${"98".repeat(20)}`],
	["gasLimit", (chance) => 21_000 + chance.below(30_000_000)],
	["maxFeePerGasWei", (chance) => String(10n ** BigInt(chance.below(30)))],
	[
		"maxPriorityFeePerGasWei",
		(chance) => String(10n ** BigInt(chance.below(30))),
	],
	["data", () => "0xa9059cbb"],
	["origin", () => "https://bank.example"],
	["outstanding", () => []],
	["id", () => "another"],
	["rollup", () => 1],
	["profile", () => `0x${"12".repeat(32)}`],
	["title", () => "Claim your reward"],
	["step", () => ({ kind: "op-prove" })],
];

/** Values that no field expects, and some that are nearly right. */
const oddities: readonly ((chance: Chance) => Tree)[] = [
	() => null,
	() => true,
	() => -1,
	() => 2 ** 53,
	() => 1.5,
	() => "",
	() => [],
	() => ({}),
	() => "0x",
	() => "x".repeat(70),
	() => "y".repeat(400_001),
	(chance) => "z".repeat(1 << chance.below(20)),
	() => Array.from({ length: 1_000 }, () => "q"),
	() => treeOf(`${"[".repeat(200)}${"]".repeat(200)}`),
	() => treeOf('{"__proto__":{"yes":true},"constructor":1}'),
];

const firstIdOf = (
	made: Made,
	id: string,
): Pick<Made, "id" | "text" | "evidence"> => ({
	id,
	text: altered(made.text, "id", id),
	evidence: made.evidence,
});

/** What the engine can say that is a lie about an order it offers honestly. */
const lies: readonly ((view: OrderView, chance: Chance) => OrderView)[] = [
	(view, chance) => ({
		...view,
		recipient: chance.pick(["account", "contract", "new", "delegated"]),
		unknowns: [],
	}),
	(view) => ({ ...view, unknowns: [], rests: [] }),
	(view) => ({ ...view, to: recipients.account }),
	(view) => ({ ...view, valueWei: "1" }),
	(view) => ({ ...view, origin: null }),
	(view) => ({ ...view, mostFeeWei: "1", mostLeavesWei: "1" }),
	(view) => ({ ...view, nonce: 0 }),
	(view) => ({ ...view, from: recipients.new }),
	(view) => ({ ...view, chainId: elsewhere.chainId }),
	(view) => ({ ...view, exit: null }),
	(view) => ({
		...view,
		exit: {
			chainId: profile.chainId,
			step: "scroll-force",
			title: messageOf("Nothing"),
		},
	}),
];

export const plays: readonly Play[] = [
	{
		name: "an honest order",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			await offerAll(stage, notes, made);
			const [drawn] = await stage.person.look(honestly(made), notes);
			if (drawn === undefined) {
				notes.find("stuck", `an honest order is not drawn: ${notes.refused}`);
				return;
			}
			const yes = chance.below(4) > 0;
			const hash = await stage.person.decide(drawn, yes, notes);
			if (yes && hash === null)
				notes.find("stuck", `an honest order is not signed: ${notes.refused}`);
		},
	},
	{
		name: "a swapped profile",
		run: async (stage, chance, notes) => {
			const swapped = chance.pick([
				[fileOf(home, [evilProfile]), fileOf(elsewhere)],
				[...accepted, fileOf({ ...home, name: "home-2" }, [])],
				[fileOf(home, [evilProfile])],
				[fileOf({ ...home, title: "Another title" }, [profile])],
				[],
			]);
			await notes.hear(stage.say("networks.set", { files: [...swapped] }));
			const made =
				chance.below(3) > 0
					? stage.step(chance, evilProfile)
					: anyOrder(stage, chance);
			await offerAll(stage, notes, made);
			await yesTo(stage, honestly(made), notes);
		},
	},
	{
		name: "a view that lies",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			await offerAll(stage, notes, made);
			const lie = chance.pick(lies);
			const titles =
				chance.below(2) === 0
					? new Map([[home.chainId, "Sepolia"]])
					: honestly().titles;
			await yesTo(stage, { orders: [lie(made.view, chance)], titles }, notes);
		},
	},
	{
		name: "no view, or another order's",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			const other = stage.transfer(chance);
			await offerAll(stage, notes, made);
			const orders =
				chance.below(2) === 0 ? [] : [{ ...other.view, id: made.id }];
			await yesTo(stage, { orders, titles: new Map() }, notes);
		},
	},
	{
		name: "evidence of another order",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			const other =
				chance.below(2) === 0
					? stage.transfer(chance)
					: stage.step(chance, evilProfile);
			await offerAll(stage, notes, { ...made, evidence: other.evidence });
			await yesTo(stage, honestly(made), notes);
		},
	},
	{
		name: "evidence of another network",
		run: async (stage, chance, notes) => {
			const made = stage.transfer(chance);
			const other = stage.transfer(chance, {
				head: at150(stage.grounds.elsewhere),
				outstanding: [],
			});
			const [text, evidence] = chance.pick([
				[made.text, other.evidence],
				[other.text, made.evidence],
				[altered(other.text, "chainId", home.chainId), other.evidence],
				[altered(made.text, "chainId", elsewhere.chainId), made.evidence],
			]);
			const id = chance.pick([made.id, other.id]);
			await offerAll(stage, notes, {
				id,
				text: altered(text, "id", id),
				evidence,
			});
			await yesTo(
				stage,
				honestly({ ...made, view: { ...made.view, id } }),
				notes,
			);
		},
	},
	{
		name: "a state that is old",
		run: async (stage, chance, notes) => {
			const made = stage.transfer(chance, {
				head: headAt(stage.grounds.home.heads, 140),
			});
			const oldMs = chance.pick([60, 181, 3_600, 86_400, 40 * 86_400]) * 1000;
			stage.bench.nowMs += chance.below(2) === 0 ? oldMs : -oldMs;
			await offerAll(stage, notes, made);
			await yesTo(stage, honestly(made), notes);
		},
	},
	{
		name: "a yes that comes late",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			await offerAll(stage, notes, made);
			const drawn = await stage.person.look(honestly(made), notes);
			stage.bench.nowMs +=
				chance.pick([100, 200, 800, 3_600, 86_400, 15 * 86_400]) * 1000;
			for (const one of drawn) await stage.person.decide(one, true, notes);
		},
	},
	{
		name: "the same order after its signature",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			await offerAll(stage, notes, made);
			await yesTo(stage, honestly(made), notes);
			const again = { ...made, id: stage.nextId() };
			await offerAll(
				stage,
				notes,
				made,
				chance.below(2) === 0 ? firstIdOf(made, again.id) : made,
			);
			if (chance.below(2) === 0) {
				await stage.anew();
				await offerAll(stage, notes, made);
			}
		},
	},
	{
		name: "another order under the same id",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			const other = stage.transfer(chance, { id: made.id });
			await offerAll(stage, notes, made);
			const drawn = await stage.person.look(honestly(made), notes);
			if (chance.below(2) === 0)
				await notes.hear(stage.say("order.withdraw", { id: made.id }));
			await offerAll(stage, notes, other);
			for (const one of drawn) await stage.person.decide(one, true, notes);
			await offerAll(stage, notes, other);
		},
	},
	{
		name: "evidence that reads otherwise under the same id",
		run: async (stage, chance, notes) => {
			const how = { id: stage.nextId(), amountWei: 5n };
			const changed = headAt(stage.grounds.home.heads, 152);
			const good = stage.step(chance, profile, undefined, how);
			const bad = stage.step(chance, profile, changed, how);
			const [first, second] = chance.below(4) > 0 ? [good, bad] : [bad, good];
			stage.bench.nowMs += 10_000;
			await offerAll(stage, notes, first);
			const drawn = await stage.person.look(honestly(first), notes);
			const again = { ...second, text: first.text };
			await offerAll(stage, notes, again);
			for (const one of drawn) {
				const hash = await stage.person.decide(one, true, notes);
				if (hash !== null && second === bad && one.approval.exit?.isCodeKnown)
					notes.find(
						"signature",
						"the yes was to known code, what is signed calls changed code",
					);
			}
		},
	},
	{
		name: "another order while the yes is on its way",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			const other = stage.transfer(chance, { id: made.id });
			await offerAll(stage, notes, made);
			const drawn = await stage.person.look(honestly(made), notes);
			const racing = [
				() => stage.say("order.withdraw", { id: made.id }),
				() => stage.offer(other, notes),
				() => stage.offer({ ...made, evidence: other.evidence }, notes),
				() => stage.say("vault.load", { vault: null, anchors: null }),
				() =>
					stage.say("networks.set", { files: [fileOf(home, [evilProfile])] }),
			];
			await Promise.all([
				...drawn.map((one) => stage.person.decide(one, true, notes)),
				...Array.from({ length: 1 + chance.below(4) }, () =>
					notes.hear(chance.pick(racing)()),
				),
			]);
		},
	},
	{
		name: "a signer that began anew between screen and yes",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			const other = stage.transfer(chance, { id: made.id });
			await offerAll(stage, notes, made);
			const drawn = await stage.person.look(honestly(made), notes);
			await stage.anew();
			await offerAll(stage, notes, chance.pick([made, other]));
			for (const one of drawn) {
				const said = stage.person.decide(one, true, notes);
				await stage.bench.pass(61_000);
				await said;
			}
		},
	},
	{
		name: "a signature before the unlock",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			if (chance.below(2) === 0) await offerAll(stage, notes, made);
			const drawn = await stage.person.look(honestly(made), notes);
			await stage.bench.screen("keys.lock", undefined);
			const before = stage.bench.signed.length;
			await offerAll(stage, notes, made, anyOrder(stage, chance));
			for (const one of drawn) await stage.person.decide(one, true, notes);
			const keysGiven = await notes.hear(
				stage.say("rollup.keys", { chainId: profile.chainId }),
			);
			if (keysGiven !== null) notes.find("problem", "keys while locked");
			if (stage.bench.signed.length > before)
				notes.find("signature", "signed while it was locked");
			if ((await stage.person.look(honestly(made), notes)).length > 0)
				notes.find("problem", "orders are shown while it is locked");
			await stage.anew();
		},
	},
	{
		name: "a flood of offers",
		run: async (stage, chance, notes) => {
			const made = stage.transfer(chance);
			const count = 20 + chance.below(30);
			for (let i = 0; i < count; i++)
				await stage.offer(firstIdOf(made, `flood ${stage.nextId()}`), notes);
			const drawn = await stage.person.look(honestly(made), notes);
			if (drawn.length > 64) notes.find("problem", `${drawn.length} are drawn`);
			await stage.anew();
		},
	},
	{
		name: "a malformed message",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			const method = chance.pick([
				...Object.keys(toSigner),
				...Object.keys(fromSigner),
			]);
			const params: { [name: string]: Tree } = {
				id: made.id,
				order: made.text,
				evidence: made.evidence,
				files: [...accepted],
				vault: stage.bench.stored.vault,
				anchors: stage.bench.stored.anchors,
				chainId: profile.chainId,
			};
			const field = chance.pick(Object.keys(params));
			const odd = chance.pick(oddities)(chance);
			const wrong: Tree =
				chance.below(4) === 0 ? odd : { ...params, [field]: odd };
			await notes.hear(stage.say(method, wrong));
			await yesTo(stage, honestly(made), notes);
		},
	},
	{
		name: "a changed field of the order",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			const [field, value] = chance.pick(wrongFields);
			const changed = value(chance);
			await offerAll(stage, notes, {
				...made,
				text: altered(made.text, field, changed),
			});
			const view: OrderView =
				chance.below(2) === 0
					? made.view
					: {
							...made.view,
							...(field in made.view ? { [field]: changed } : {}),
						};
			await yesTo(stage, { ...honestly(made), orders: [view] }, notes);
		},
	},
	{
		name: "a changed byte of the evidence",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			const places = [...made.evidence.matchAll(/"0x([0-9a-f]{2,})"/g)];
			const place = chance.pick(places);
			const [whole, digits = ""] = place;
			const hex = flipHex(`0x${digits}`, chance.below(digits.length / 2));
			const evidence =
				made.evidence.slice(0, place.index) +
				`"${hex}"` +
				made.evidence.slice(place.index + whole.length);
			await offerAll(stage, notes, { ...made, evidence });
			await yesTo(stage, honestly(made), notes);
		},
	},
	{
		name: "an anchor by evidence that proves none",
		run: async (stage, chance, notes) => {
			const { heads } = stage.grounds.home;
			const [one] = heads;
			if (one === undefined) return;
			const honest = evidenceText(evidenceOf(one.finalized));
			const forged = chance.pick([
				honest.replaceAll(
					stage.grounds.home.root.slice(2),
					stage.grounds.elsewhere.root.slice(2),
				),
				evidenceText(evidenceOf(one.header)),
				evidenceText(evidenceOf(one.account(me))),
				honest.replace('"home"', '"elsewhere"'),
				honest.slice(0, -20),
				honest,
			]);
			if (chance.below(3) === 0) stage.bench.nowMs += 30 * 86_400_000;
			await notes.hear(stage.say("anchor.advance", { evidence: forged }));
			const made = anyOrder(stage, chance);
			await offerAll(stage, notes, made);
			await yesTo(stage, honestly(made), notes);
		},
	},
	{
		name: "an order under a root that nobody accepted",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			const root = stage.grounds.home.root;
			const other = keccakHex(utf8(`${chance.below(1_000)}`));
			await offerAll(stage, notes, {
				...made,
				evidence: made.evidence.replaceAll(root, other),
			});
			await yesTo(stage, honestly(made), notes);
		},
	},
	{
		name: "keys of a rollup of another chain",
		run: async (stage, chance, notes) => {
			await notes.hear(
				stage.say("rollup.keys", {
					chainId: chance.pick([1, 10, 8453, home.chainId, 2 ** 52]),
				}),
			);
		},
	},
	{
		name: "another vault, or older anchors",
		run: async (stage, chance, notes) => {
			const { stored } = stage.bench;
			await stage.anew();
			await notes.hear(
				stage.say(
					"vault.load",
					chance.pick([
						{ vault: null, anchors: null },
						{ vault: stored.vault, anchors: null },
						{ vault: null, anchors: stored.anchors },
						{ vault: stored.anchors, anchors: stored.vault },
					]),
				),
			);
			const made = anyOrder(stage, chance);
			await offerAll(stage, notes, made);
			await yesTo(stage, honestly(made), notes);
		},
	},
	{
		name: "a store that fails",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			await offerAll(stage, notes, made);
			stage.bench.failSigned = true;
			stage.bench.failSave = chance.below(2) === 0;
			await yesTo(stage, honestly(made), notes);
			stage.bench.failSigned = false;
			stage.bench.failSave = false;
			await offerAll(stage, notes, made);
		},
	},
	{
		name: "a message of the person's own port",
		run: async (stage, chance, notes) => {
			const made = anyOrder(stage, chance);
			await offerAll(stage, notes, made);
			const answered = await notes.hear(
				stage.say(
					chance.pick(Object.keys(keys).filter((name) => name !== "ping")),
					{
						id: made.id,
						yes: true,
						order: keccakHex(utf8(made.text)),
						password: "correct horse battery",
						phrase: "x",
						minutes: 1,
						network: home.name,
						root: keccakHex(utf8("theirs")),
					},
				),
			);
			if (answered !== null)
				notes.find("problem", "the engine's port answered a person's message");
		},
	},
	{
		name: "messages said again in another order",
		run: async (stage, chance, notes) => {
			const { said } = stage;
			for (let i = 0; i < 6 && said.length > 0; i++) {
				const { method, params } = chance.pick(said);
				await notes.hear(stage.say(method, params));
			}
		},
	},
];

const openEngineAttacker = async (seed: number) => {
	const stage = await Stage.open();
	void seed;
	const attempt = async (chance: Chance): Promise<Attempt> => {
		const notes = new Notes();
		const play = chance.pick(plays);
		const signedBefore = stage.bench.signed.length;
		try {
			await play.run(stage, chance, notes);
		} catch (thrown) {
			notes.find("problem", `${play.name}: ${String(thrown).slice(0, 200)}`);
		}
		await new Promise((done) => setTimeout(done, 0));
		stage.person.judge(notes);
		for (const leak of stage.leaks.splice(0))
			notes.find("problem", `a secret left the signer: ${leak}`);
		void signedBefore;
		// an honest engine comes back: the person's payment goes
		await stage.anew();
		stage.signedBefore = stage.bench.signed.length;
		const honest = stage.transfer(chance, { origin: null });
		const after = new Notes();
		await stage.offer(honest, after);
		const [drawn] = await stage.person.look(honestly(honest), after);
		const hash =
			drawn === undefined
				? null
				: await stage.person.decide(drawn, true, after);
		stage.person.judge(after);
		notes.signed += after.signed;
		notes.found.push(...after.found);
		if (hash === null)
			notes.find("stuck", `no payment after ${play.name}: ${after.refused}`);
		return notes.as(play.name);
	};
	return { attempt, close: async () => stage.bench.signer.close() };
};

export const engineClass: AttackClass = {
	name: "engine",
	says: "a compromised engine that has the whole line to the signer",
	share: 40,
	open: openEngineAttacker,
};

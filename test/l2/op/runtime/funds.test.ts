// What the account has on the rollup before a withdrawal of it is forced: proved under a root that stands, or said by a node, or
// not to be had; and what is refused, offered and said for each.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { opForced } from "../../../../src/l2/op/runtime/forced.ts";
import { textOf } from "../../../exit/drawn.ts";
import { l2Token, stranger } from "../exit-world.ts";
import {
	type Drive,
	drive,
	heldTokens,
	heldWei,
	type L1,
	type L2,
	type Lies,
	nodeOf,
	openL1,
	openL2,
	person,
	poolOf,
} from "./world.ts";

type Nodes = ReturnType<typeof nodeOf>[];
type Scene = { l1: L1; l2: L2; nodes: Nodes };

/** The newest block's root, posted; it stands when the profile's time is over. */
const propose = ({ l1, l2 }: Scene) => {
	const { number } = l2.blocks.at(-1) ?? { number: 0 };
	return l1.propose(l2.output(number).root, number);
};

/** A rollup whose newest root stands. */
const openScene = (lies: Lies = {}): Scene => {
	const l1 = openL1();
	const l2 = openL2();
	l2.mine();
	const scene = { l1, l2, nodes: [nodeOf("node", l2, lies)] };
	propose(scene);
	l1.pass(60);
	return scene;
};

const ask = (amount: bigint, token: Hex | null = null) => ({
	account: person,
	token,
	amount,
	begun: null,
});

const begin = (
	{ l1, nodes }: Scene,
	amount: bigint,
	token: Hex | null = null,
): Promise<Drive> =>
	drive(opForced, ask(amount, token), l1, () => poolOf(...nodes));

const beginAndLook = async (
	scene: Scene,
	amount: bigint,
	token: Hex | null = null,
): Promise<Drive> => {
	const way = await begin(scene, amount, token);
	await way.look();
	return way;
};

describe("what is proved to be there", () => {
	it.each([
		["ether", heldWei, null, "had 100 ETH"],
		["a token", heldTokens, l2Token, "had 10 TOK"],
	] as const)(
		"can leave to the last unit: %s",
		async (_what, all, token, words) => {
			const scene = openScene();
			const way = await beginAndLook(scene, all, token);
			expect(way.state.held?.proved?.amount).toBe(all.toString());
			expect(way.stage("force").words).toContain(words);
			expect(way.click()?.stage).toBe("force");
		},
	);

	it.each([
		["ether", heldWei, null, "100 ETH"],
		["a token", heldTokens, l2Token, "10 TOK"],
	] as const)(
		"refuses to begin with one unit more: %s",
		async (_what, all, token, words) => {
			const scene = openScene();
			const beginning = begin(scene, all + 1n, token);
			await expect(beginning).rejects.toThrow("exit-amount");
			await expect(beginning).rejects.toThrow(words);
		},
	);

	it("warns and refuses no step where it is too little by now, with a node and with none", async () => {
		const scene = openScene();
		const way = await beginAndLook(scene, heldWei);
		scene.l2.hold({ wei: 1n });
		scene.l2.mine();
		propose(scene);
		scene.l1.pass(60);
		await way.look();
		expect(way.stage("force").risk).toContain("Take care");
		scene.nodes.splice(0);
		await way.look();
		expect(way.click()?.stage).toBe("force");
		const { words, risk } = way.stage("force");
		expect(words).toContain("begin again with less");
		expect(risk).not.toContain("Take care");
	});

	it("warns no more when a newer root shows more", async () => {
		const scene = openScene();
		const way = await beginAndLook(scene, heldWei);
		for (const [wei, isLittle] of [
			[1n, true],
			[heldWei, false],
		] as const) {
			scene.l2.hold({ wei });
			scene.l2.mine();
			propose(scene);
			scene.l1.pass(60);
			await way.look();
			expect(way.click()?.stage).toBe("force");
			const { words } = way.stage("force");
			expect(words.includes("begin again with less")).toBe(isLittle);
		}
	});

	it("says whom the money there obeys where the account runs code there, and is offered all the same", async () => {
		const scene = openScene();
		scene.l2.hold({ code: `0xef0100${stranger.slice(2)}` });
		scene.l2.mine();
		propose(scene);
		scene.l1.pass(60);
		const way = await beginAndLook(scene, heldWei);
		expect(way.stage("force").risk).toContain("by a delegation");
		expect(way.click()?.stage).toBe("force");
	});

	it("is not offered to an account that runs code on Ethereum, and warns of sending it through a contract", async () => {
		const scene = openScene();
		const way = await beginAndLook(scene, 1n);
		scene.l1.account(person).code = `0xef0100${stranger.slice(2)}`;
		scene.l1.pass(12);
		await way.look();
		expect(way.click()).toBeNull();
		expect(way.stage("force").words).toContain("another account's");
		const offer = await opForced.offer(person, way.ground());
		expect(offer.isOpen).toBe(false);
		expect(textOf(offer.words)).toContain("another account's");
	});
});

describe("what no root shows", () => {
	it("is offered where a node says that more came since, with the node's name", async () => {
		const scene = openScene();
		scene.l2.hold({ wei: 2n * heldWei });
		scene.l2.mine();
		const way = await beginAndLook(scene, 2n * heldWei);
		expect(way.click()?.stage).toBe("force");
		const { words, risk } = way.stage("force");
		expect(words).not.toContain("It is proved");
		expect(risk).toContain("Only 100 ETH is proved");
		expect(risk).toContain(
			"the node node says that your account has 200 ETH by now",
		);
	});

	it("is offered where a node says that less is left, with a warning: its word refuses nothing", async () => {
		const scene = openScene();
		scene.l2.hold({ wei: 3n });
		scene.l2.mine();
		const way = await beginAndLook(scene, heldWei);
		expect(way.click()?.stage).toBe("force");
		expect(way.stage("force").risk).toContain("Take care");
	});

	it("is offered with the words that nobody answers", async () => {
		const scene = openScene();
		scene.nodes.splice(0);
		const way = await beginAndLook(scene, 10n * heldWei);
		expect(way.state.held).toEqual({ proved: null, said: null });
		expect(way.click()?.stage).toBe("force");
		expect(way.stage("force").risk).toContain("Nobody answers");
	});

	it("is offered where no root stands yet: a node that says less is named, and refuses nothing", async () => {
		const scene = openScene();
		const [game] = scene.l1.games;
		if (game === undefined) throw new Error("no game");
		scene.l1.setGame(game, { claims: 2 });
		const way = await beginAndLook(scene, 2n * heldWei);
		expect(way.state.held?.proved).toBeNull();
		expect(way.stage("force").risk).toContain("which is less");
		expect(way.click()?.stage).toBe("force");
	});

	it("takes no root that is younger than the profile wants", async () => {
		const scene = openScene();
		scene.l2.hold({ wei: 1n });
		scene.l2.mine();
		propose(scene);
		const way = await beginAndLook(scene, heldWei);
		expect(way.state.held?.proved?.amount).toBe(heldWei.toString());
	});

	it("never takes a zero at a token's place for having nothing: its contract may keep it elsewhere", async () => {
		const scene = openScene();
		scene.l2.hold({ tokens: 0n });
		scene.l2.mine();
		propose(scene);
		scene.l1.pass(60);
		const way = await beginAndLook(scene, 5n, l2Token);
		expect(way.click()?.stage).toBe("force");
		const { words, risk } = way.stage("force");
		expect(words).not.toContain("It is proved");
		expect(words).not.toContain("it is proved");
		expect(words).not.toContain("begin again with less");
		expect(risk).not.toContain("Take care");
		expect(risk).toContain("How much your account has there is not known");
		expect(risk).toContain("may keep it elsewhere");
		// nor does a node's word of the same place stand for it
		expect(risk).not.toContain("has 0 TOK by now");
	});

	it("never calls a zero of a node's word the balance of a token, where nothing is proved", async () => {
		const scene = openScene();
		scene.l2.hold({ tokens: 0n });
		scene.l2.mine();
		const [game] = scene.l1.games;
		if (game === undefined) throw new Error("no game");
		scene.l1.setGame(game, { claims: 2 });
		const way = await beginAndLook(scene, 5n, l2Token);
		expect(way.click()?.stage).toBe("force");
		expect(way.stage("force").risk).toContain("is not known");
		expect(way.stage("force").risk).not.toContain("has 0 TOK by now");
	});

	it("still refuses to begin with ether where it is proved that there is none", async () => {
		const scene = openScene();
		scene.l2.hold({ wei: 0n });
		scene.l2.mine();
		propose(scene);
		scene.l1.pass(60);
		await expect(begin(scene, 1n)).rejects.toThrow("exit-amount");
	});

	it("drops what was proved under a root that was lost", async () => {
		const scene = openScene();
		const way = await beginAndLook(scene, heldWei);
		const [game] = scene.l1.games;
		if (game === undefined) throw new Error("no game");
		scene.nodes.splice(0);
		await way.look();
		expect(way.state.held?.proved).not.toBeNull();
		scene.l1.setGame(game, { status: 1, resolvedAtS: scene.l1.timeS() });
		await way.look();
		expect(way.state.held).toEqual({ proved: null, said: null });
	});

	it("proves what was kept again at each look: a changed file says nothing", async () => {
		const scene = openScene();
		const way = await beginAndLook(scene, heldWei);
		const { state } = way;
		const proved = state.held?.proved;
		if (proved == null) throw new Error("nothing proved");
		scene.nodes.splice(0);
		const { evidence } = proved;
		const change = (to: Partial<typeof proved>) => {
			way.state = {
				...state,
				held: { proved: { ...proved, ...to }, said: null },
			};
			return way.look();
		};
		await change({ amount: "1" });
		expect(way.state.held?.proved).toEqual(proved);
		const cut = evidence.accountProof.slice(0, -1);
		await change({ evidence: { ...evidence, accountProof: cut } });
		expect(way.state.held?.proved).toBeNull();
		await change({ evidence: { ...evidence, header: "0xc0" } });
		expect(way.state.held?.proved).toBeNull();
		await change({
			evidence: { ...evidence, messagePasserStorageRoot: proved.root },
		});
		expect(way.state.held?.proved).toBeNull();
		expect(way.click()?.stage).toBe("force");
	});

	it("reads a state that was kept before it was asked for", async () => {
		const way = await beginAndLook(openScene(), heldWei);
		const { held: _, ...old } = way.state;
		expect(opForced.decode(JSON.parse(JSON.stringify(old)), "state")).toEqual({
			...old,
			held: null,
		});
	});
});

describe("a node that lies about what is there", () => {
	it.each([
		["more", 10n],
		["less", 0n],
	] as const)(
		"proves nothing with a proof cut short, and its word of %s alone refuses nothing",
		async (_what, factor) => {
			const scene = openScene({
				proofs: (claims) =>
					claims.map((claim) => ({
						...claim,
						balance: claim.balance * factor,
						accountProof: claim.accountProof.slice(0, -1),
					})),
			});
			const way = await beginAndLook(scene, heldWei);
			expect(way.state.held?.proved).toBeNull();
			expect(way.click()?.stage).toBe("force");
		},
	);

	it("is not asked about another chain's state", async () => {
		const scene = openScene();
		const other = openL2("another");
		other.hold({ wei: 1n });
		while (other.blocks.length <= scene.l2.blocks.length) other.mine();
		scene.nodes.splice(0, 1, nodeOf("astray", other));
		const way = await beginAndLook(scene, heldWei);
		expect(way.state.held?.proved).toBeNull();
		expect(way.click()?.stage).toBe("force");
	});

	it("leaves the honest one beside it to prove it", async () => {
		const scene = openScene({
			proofs: (claims) =>
				claims.map((claim) => ({ ...claim, accountProof: [] })),
		});
		scene.nodes.push(nodeOf("honest", scene.l2));
		const way = await beginAndLook(scene, heldWei);
		expect(way.state.held?.proved?.amount).toBe(heldWei.toString());
	});
});

// The lies that only a whole network can tell, told to a whole wallet: false roots on L1, and committees that do not sign.

import { afterAll, beforeAll, expect, it } from "vitest";
import { chance } from "../conformance/chance.ts";
import { type Hunt, openHunt } from "./hunt.ts";
import { type Scene, startEmbeddedScene } from "./scene.ts";

let scene: Scene;
let hunt: Hunt;

beforeAll(async () => {
	scene = await startEmbeddedScene();
	hunt = await openHunt(scene, "wallet", chance(3, "wallet"));
}, 240_000);
afterAll(async () => {
	hunt?.close();
	await scene?.stop();
}, 60_000);

it("shows nothing under false roots, double words and small committees", async () => {
	for (const mischief of scene.mischief) {
		const { told, problems } = await hunt.play(mischief);
		expect(told, mischief.name).toBe(1);
		expect(problems, mischief.name).toEqual([]);
	}
	expect(await hunt.wrong()).toEqual([]);
	expect(hunt.badSignatures()).toBe(0);
	expect(hunt.compared()).toBeGreaterThan(10);
}, 240_000);

it("survives lies of its endpoints there as well", async () => {
	for (let i = 0; i < 5; i++) await hunt.round();
	expect(hunt.rounds().flatMap(({ problems }) => problems)).toEqual([]);
	expect(await hunt.wrong()).toEqual([]);
	expect(hunt.badSignatures()).toBe(0);
}, 240_000);

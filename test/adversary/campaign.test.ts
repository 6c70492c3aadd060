import { afterAll, beforeAll, expect, it } from "vitest";
import { chance } from "../conformance/chance.ts";
import { type Hunt, openHunt } from "./hunt.ts";
import { type Scene, startMadeScene } from "./scene.ts";

let scene: Scene;
let hunt: Hunt;

beforeAll(async () => {
	scene = await startMadeScene();
	hunt = await openHunt(scene, "wallet", chance(20, "wallet"));
});
afterAll(async () => {
	hunt?.close();
	await scene?.stop();
});

it("shows no wrong number, signs nothing and recovers, whatever it is told", async () => {
	for (let i = 0; i < 16; i++) await hunt.round();
	const rounds = hunt.rounds();
	expect(rounds.flatMap(({ problems }) => problems)).toEqual([]);
	expect(rounds.every(({ recoveredMs }) => recoveredMs !== null)).toBe(true);
	expect(await hunt.wrong()).toEqual([]);
	expect(hunt.badSignatures()).toBe(0);
	expect(rounds.some(({ told }) => told > 0)).toBe(true);
	expect(rounds.some(({ named }) => named.length > 0)).toBe(true);
	expect(hunt.compared()).toBeGreaterThan(20);
});

// The camera before a QR signer, in Chromium: a film of the codes that Keystone's own library makes is played in its place, so that
// the browser's camera, the reading of pictures and the putting together of parts are those that a person has.

import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { PageName } from "./built.ts";
import type { SceneName } from "./fake/scenes.ts";
import { openStage, type Stage } from "./stage.ts";
import { writeFilm } from "./video.ts";

// Their modules for Node are the CommonJS ones.
const require = createRequire(import.meta.url);
const {
	UR,
	UREncoder,
	URDecoder,
}: typeof import("@ngraveio/bc-ur") = require("@ngraveio/bc-ur");
const {
	ETHSignature,
}: typeof import("@keystonehq/bc-ur-registry-eth") = require("@keystonehq/bc-ur-registry-eth");

/** Keystone's example of a key: https://github.com/KeystoneHQ/Keystone-developer-hub */
const key =
	"UR:CRYPTO-HDKEY/PTAOWKAXHDCLAXAMLSDSDSFSYLLTFLGAAYLDFTBNMWRDPAHLPTJSFDOSDPONAAEENYHKMOYLREJLGOAAHDCXSEJORFDRBNSKKBESEHPMLDMTCYPMRSBNDRKBIDKIFLSSWLTIESDRHKTSZTHGHHINAHTAADEHOEADCSFNAOAEAMTAADDYOTADLNCSDWYKCSFNYKAEYKAOCYZCTEHDWKAXAXATTAADDYOEADLRAEWKLAWKAXAEAYCYPFKPEOASASISGRIHKKJKJYJLJTIHBKJOHSIAIAJLKPJTJYDMJKJYHSJTIEHSJPIEKBJZJTYN";
/** Bytes of a part, so that each of both comes in several. */
const partBytes = 40;
/** What the page names its request by, where it is told to. */
const requestByte = 7;

const animated = (encoder: InstanceType<typeof UREncoder>): string[] =>
	Array.from({ length: encoder.fragmentsLength + 3 }, () =>
		encoder.nextPart().toUpperCase(),
	);
const keyParts = (): readonly string[] => {
	const decoder = new URDecoder();
	decoder.receivePart(key.toLowerCase());
	const { type, cbor } = decoder.resultUR();
	return animated(new UREncoder(new UR(cbor, type), partBytes));
};
const answerParts = (): readonly string[] =>
	animated(
		new ETHSignature(
			Buffer.concat([Buffer.alloc(64, 0x11), Buffer.of(1)]),
			Buffer.alloc(16, requestByte),
		).toUREncoder(partBytes),
	);

let folder: string;
let stage: Stage;
let page: Page;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "sextant-film-"));
	const film = join(folder, "codes.y4m");
	await writeFilm(film, [
		"https://example.org/another-code-that-hangs-there",
		...keyParts(),
		...answerParts(),
	]);
	stage = await openStage(
		0,
		[
			"--use-fake-device-for-media-stream",
			`--use-file-for-fake-video-capture=${film}`,
			"--deny-permission-prompts",
		],
		["camera"],
	);
});
afterEach(async () => {
	await page.context().grantPermissions(["camera"]);
	await stage.done(page);
});
afterAll(async () => {
	await stage?.close();
	await rm(folder, { recursive: true, force: true });
});

declare const fake: { readonly calls: readonly string[] };
const open = async (
	scene: SceneName,
	name: PageName = "approve",
	route = "",
): Promise<void> => {
	page = await stage.open(name, scene, route, { width: 360, height: 640 });
};
const button = (name: string | RegExp) =>
	page.getByRole("button", { name }).first();
const sees = (words: string | RegExp) =>
	page.getByText(words).first().waitFor();
const calls = (): Promise<readonly string[]> => page.evaluate(() => fake.calls);
const lookAtAnswer = async (): Promise<void> => {
	await button(/^Send/).click();
	await button("Scan its answer").click();
	await button("Open the camera").click();
};

it("reads the key that a Keystone shows in parts, and its accounts are added", async () => {
	await open("accounts", "popup", "accounts");
	await button("Hardware wallet").click();
	await button("Keystone or Keycard").click();
	await button("Open the camera").click();
	await sees(/What stands here is proved/);
	await button(/^Add /).click();
	await sees("Find used accounts");
	const added = (await calls()).filter((one) => one.startsWith("add device"));
	expect(added[0]).toMatch(/^add device m\/44'\/60'\/0'\/0\/\d+$/);
});

it("reads the signature that a Keystone shows in parts, past the codes of others, and the order is signed by it", async () => {
	await open("device-qr");
	await page.evaluate((byte) => {
		const real = crypto.getRandomValues.bind(crypto);
		crypto.getRandomValues = (array) =>
			array instanceof Uint8Array && array.length === 16
				? array.fill(byte)
				: real(array);
	}, requestByte);
	await lookAtAnswer();
	await button("Done").waitFor();
	const decided = (await calls()).filter((one) => /^decide .* true$/.test(one));
	expect(decided).toHaveLength(2);
});

it("says that a code is another one, and takes no answer to another request", async () => {
	await open("device-qr");
	await lookAtAnswer();
	await sees("This code is not the one that is awaited.");
	await sees(/^This code belongs to something else than what is asked now/);
	await button("Back").click();
	await sees("What the device shows");
	const decided = (await calls()).filter((one) => /^decide .* true$/.test(one));
	expect(decided).toHaveLength(1);
});

it("says how to allow the camera where the page may not use it", async () => {
	await open("device-qr");
	await page.context().clearPermissions();
	await lookAtAnswer();
	await sees("This page may not use the camera.");
	await page.context().grantPermissions(["camera"]);
	await button("Open the camera").click();
	await page.locator("video").waitFor();
});

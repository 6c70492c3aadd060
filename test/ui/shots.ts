// Pictures of every screen, light and dark, narrow and wide, to be looked at:
// npx tsx test/ui/shots.ts OUT [FILTER]

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { SceneName } from "./fake/scenes.ts";
import { openStage, type PageName } from "./stage.ts";

type Shot = {
	readonly name: string;
	readonly page: PageName;
	readonly scene: SceneName;
	readonly route: string;
	readonly act?: (page: Page) => Promise<void>;
};

const shot = (
	name: string,
	page: PageName,
	scene: SceneName,
	route = "",
	act?: (page: Page) => Promise<void>,
): Shot => ({
	name,
	page,
	scene,
	route,
	...(act === undefined ? {} : { act }),
});

const click = (name: string | RegExp) => (page: Page) =>
	page.getByRole("button", { name }).first().click();

export const shots: readonly Shot[] = [
	shot("home", "popup", "full"),
	shot("home-plain", "popup", "plain"),
	shot("home-syncing", "popup", "syncing"),
	shot("home-stopped", "popup", "stopped"),
	shot("not-set-up", "popup", "new-network"),
	shot("lock", "popup", "locked"),
	shot("trail", "popup", "full", "trail/s-eth"),
	shot("trail-open", "popup", "full", "trail/s-eth", click(/Rollup contract/)),
	shot("trail-broken", "popup", "full", "trail/broken"),
	shot("send-waiting", "popup", "full", "send"),
	shot("send", "popup", "plain", "send", async (page) => {
		await page
			.getByLabel("To", { exact: true })
			.fill("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
		await page.getByLabel("Amount in ETH").fill("0.5");
	}),
	shot("send-wrong", "popup", "plain", "send", async (page) => {
		await page
			.getByLabel("To", { exact: true })
			.fill("0x70997970C51812dc3A010C7d01b50e0d17dc79C9");
		await page.getByLabel("Amount in ETH").fill("5,5");
	}),
	shot("refusal", "popup", "refused", "send", async (page) => {
		await page
			.getByLabel("To", { exact: true })
			.fill("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
		await page.getByLabel("Amount in ETH").fill("0.5");
		await page.getByRole("button", { name: "Make the order" }).click();
	}),
	shot("rollup-home", "popup", "rollup-plain"),
	shot("rollup-trail", "popup", "rollup", "trail/r-eth"),
	shot(
		"rollup-trail-open",
		"popup",
		"rollup",
		"trail/r-eth",
		click(/Validity proof checked again/),
	),
	shot("rollup-send", "popup", "rollup-plain", "send", async (page) => {
		await page.getByLabel("Reference rollup").check();
		await page
			.getByLabel("To", { exact: true })
			.fill("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
		await page.getByLabel("Amount in ETH").fill("0.5");
	}),
	shot("rollup-approve", "approve", "rollup"),
	shot("rollup-mismatch", "approve", "rollup-mismatch"),
	shot("rollup-sent", "popup", "rollup", "order/rollup-sent"),
	shot("rollup-final", "popup", "rollup", "order/rollup-final"),
	shot("rollup-halted", "popup", "halted"),
	shot("halt", "popup", "halted", "halt/902"),
	shot("rollup-gap", "popup", "recheck-gap"),
	shot("receive", "popup", "full", "receive"),
	shot("sync", "popup", "full", "sync"),
	shot("settings", "popup", "full", "settings"),
	shot("endpoints", "popup", "full", "endpoints"),
	shot("token", "popup", "full", "token"),
	shot("sites", "popup", "full", "sites"),
	shot("diagnostics", "popup", "full", "diagnostics"),
	shot("accounts", "popup", "full", "accounts"),
	shot("orders", "popup", "full", "orders"),
	shot("order-sent", "popup", "full", "order/order-sent"),
	shot("order-refused", "popup", "full", "order/order-refused"),
	shot("order-lost", "popup", "full", "order/order-lost"),
	shot("approve", "approve", "order"),
	shot("approve-contract", "approve", "contract"),
	shot("approve-mismatch", "approve", "mismatch", "", async (page) => {
		await page.goto(
			page
				.url()
				.replace("approve.html", "popup.html")
				.concat("#approve/order-1"),
		);
		await page.waitForTimeout(300);
	}),
	shot("approve-stale", "approve", "stale", "", async (page) => {
		await page.getByRole("button", { name: "Send 0.5 ETH" }).click();
		await page.waitForTimeout(300);
	}),
	shot("approve-site", "approve", "site"),
	shot("approve-connect", "approve", "connect"),
	shot("approve-signed", "approve", "order", "", async (page) => {
		await page.waitForTimeout(900);
		await page.getByRole("button", { name: "Send 0.5 ETH" }).click();
		await page.waitForTimeout(300);
	}),
	shot("extreme-home", "popup", "extreme"),
	shot("extreme-trail", "popup", "extreme", "trail/extreme"),
	shot("extreme-approve", "popup", "extreme", "approve/extreme"),
	shot("extreme-refused", "popup", "extreme", "order/extreme-refused"),
	shot("extreme-sent", "popup", "extreme", "order/extreme-sent"),
	shot("extreme-site", "popup", "extreme", "request/extreme-site"),
	shot("extreme-endpoints", "popup", "extreme", "endpoints"),
	shot("new-network", "onboarding", "new-network"),
	shot("new-network-import", "onboarding", "new-network", "", async (page) => {
		await page.locator("input[type=file]").setInputFiles({
			name: "network.json",
			mimeType: "application/json",
			buffer: Buffer.from('{"name":"embedded","chainId":900}'),
		});
		await page.waitForTimeout(200);
	}),
	shot("new-endpoints", "onboarding", "new-endpoints"),
	shot("new-endpoints-add", "onboarding", "new-endpoints", "", async (page) => {
		await page.getByRole("button", { name: /Add: beacon/ }).click();
		await page.getByLabel(/Address of the beacon/).fill("http://example.com");
	}),
	shot("new-keys", "onboarding", "new-keys"),
	shot("new-keys-show", "onboarding", "new-keys", "", click("Make a new key")),
	shot("new-keys-confirm", "onboarding", "new-keys", "", async (page) => {
		await click("Make a new key")(page);
		await click("They are on paper")(page);
	}),
	shot("new-keys-import", "onboarding", "new-keys", "", async (page) => {
		await click("Import a phrase")(page);
		await page
			.getByLabel("Recovery phrase")
			.fill("harbor lamp north quarter velvet");
		await page.getByRole("checkbox").check();
	}),
	shot("new-keys-password", "onboarding", "new-keys", "", async (page) => {
		await click("Import a phrase")(page);
		await page
			.getByLabel("Recovery phrase")
			.fill("test test test test test test test test test test test junk");
		await click("Go on")(page);
		await page.getByLabel("Password").fill("summer2026");
	}),
	shot("new-checkpoint", "onboarding", "new-checkpoint"),
	shot(
		"new-checkpoint-found",
		"onboarding",
		"new-checkpoint",
		"",
		async (page) => {
			await click("Ask my endpoints")(page);
			await page.waitForTimeout(200);
		},
	),
	shot("new-done", "onboarding", "new-done"),
];

const looks = [
	{ name: "360", width: 360, height: 640 },
	{ name: "380", width: 380, height: 600 },
	{ name: "wide", width: 1100, height: 800 },
] as const;

const main = async (out: string, filter: string): Promise<void> => {
	await mkdir(out, { recursive: true });
	const stage = await openStage();
	try {
		for (const { name, page: pageName, scene, route, act } of shots)
			for (const dark of [false, true])
				for (const look of looks) {
					const file = `${name}.${look.name}.${dark ? "dark" : "light"}.png`;
					if (!file.includes(filter)) continue;
					const page = await stage.open(pageName, scene, route, {
						...look,
						dark,
					});
					try {
						if (act !== undefined) await act(page);
						await page.waitForTimeout(80);
						// The popup as it is cut off, the others with all that scrolls.
						const hidden = await page.evaluate(() => {
							const main = document.querySelector(".frame > main");
							return main === null ? 0 : main.scrollHeight - main.clientHeight;
						});
						if (look.name !== "380" && hidden > 0)
							await page.setViewportSize({
								width: look.width,
								height: look.height + hidden,
							});
						await page.screenshot({ path: join(out, file), fullPage: true });
					} finally {
						await page.context().close();
					}
				}
		console.log(stage.errors.join("\n") || "no errors");
	} finally {
		await stage.close();
	}
};

if (process.argv[1]?.endsWith("shots.ts"))
	await main(process.argv[2] ?? "shots", process.argv[3] ?? "");

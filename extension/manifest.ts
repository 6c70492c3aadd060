// One manifest, two targets. What the extension may do is decided here and nowhere else; test/extension/manifest.test.ts
// holds it to the letter.

import { browserLocalHosts } from "../src/base/plain-http.ts";
import { defaultLocale } from "./locales.ts";

export type Target = "chromium" | "firefox";
export const targets: readonly Target[] = ["chromium", "firefox"];

/** Our own screens. Only these may ask as `ui` (background/roles.ts). */
export const screens = [
	"popup.html",
	"approve.html",
	"onboarding.html",
] as const;

/** Chromium's hidden page that holds the workers. */
export const hostPage = "host.html";

/** The packed descriptors of the registry, as they lie in src/clear. */
export const registryFile = "registry.lzma";

/**
 * Where sites meet the provider: https, and the local machine for development. Plain http from elsewhere gets none,
 * because anyone on the way could speak in the site's name.
 */
export const sites = [
	"https://*/*",
	...browserLocalHosts.map((host) => `http://${host}/*`),
] as const;

/**
 * Endpoints are allowed one by one, on a click. A node on this machine is asked for like any other: it is the person's
 * choice too. Chromium grants nothing of it at installation. Firefox knows no sites for scripts apart from sites for
 * fetching, so there the content scripts bring them along; what holds in both is the engine's list of chosen endpoints.
 */
export const endpoints = sites;

/**
 * The first two lines are what the wallet needs: own scripts and WebAssembly, connections encrypted or to this machine;
 * and to the extension's own files, for that is how a worker gets at a WebAssembly module (Chromium 156 and Firefox 153
 * let that pass without being told). The rest only takes away: nothing else is loaded from anywhere, so an injected image or form carries nothing out.
 */
export const contentSecurityPolicy = [
	"script-src 'self' 'wasm-unsafe-eval'",
	`connect-src 'self' https: ${browserLocalHosts.map((host) => `http://${host}:*`).join(" ")}`,
	"frame-ancestors 'none'",
	"default-src 'self'",
	"img-src 'self' data:",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'none'",
].join("; ");

export const iconSizes = [16, 32, 48, 128] as const;

export const geckoId = "sextant@sextant.example";

/** The manifest of one target. `version` is the package's. */
export const manifest = (target: Target, version: string): object => ({
	manifest_version: 3,
	name: "__MSG_name__",
	version,
	description: "__MSG_says__",
	default_locale: defaultLocale,
	icons: Object.fromEntries(
		iconSizes.map((size) => [String(size), `icon/${size}.png`]),
	),
	action: { default_popup: "popup.html", default_title: "Sextant" },
	permissions: [
		"storage",
		"alarms",
		"notifications",
		...(target === "chromium" ? ["offscreen", "sidePanel"] : []),
	],
	// The same screens beside the page, opened by the person; never by itself.
	...(target === "chromium"
		? { side_panel: { default_path: "popup.html" } }
		: {
				sidebar_action: {
					default_panel: "popup.html",
					default_title: "Sextant",
					open_at_install: false,
				},
			}),
	optional_host_permissions: [...endpoints],
	background:
		target === "chromium"
			? { service_worker: "background.js", type: "module" }
			: { scripts: ["background.js"], type: "module" },
	content_scripts: [
		{
			matches: [...sites],
			js: ["inpage.js"],
			run_at: "document_start",
			world: "MAIN",
			all_frames: false,
		},
		{
			matches: [...sites],
			js: ["relay.js"],
			run_at: "document_start",
			all_frames: false,
		},
	],
	content_security_policy: { extension_pages: contentSecurityPolicy },
	...(target === "chromium"
		? { minimum_chrome_version: "122" }
		: {
				browser_specific_settings: {
					gecko: {
						id: geckoId,
						strict_min_version: "128.0",
						data_collection_permissions: { required: ["none"] },
					},
				},
			}),
});

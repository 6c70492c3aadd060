import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, manifest } from "../../extension/manifest.ts";

describe("the manifest", () => {
	it.each(["chromium", "firefox"] as const)(
		"of %s asks for these permissions and no other",
		(target) => {
			const made = manifest(target, "1.2.3");
			expect(made).toMatchObject({
				manifest_version: 3,
				version: "1.2.3",
				permissions:
					target === "chromium"
						? ["storage", "alarms", "notifications", "offscreen", "sidePanel"]
						: ["storage", "alarms", "notifications"],
				optional_host_permissions: [
					"https://*/*",
					"http://localhost/*",
					"http://127.0.0.1/*",
				],
			});
			for (const absent of [
				"host_permissions",
				"optional_permissions",
				"web_accessible_resources",
				"externally_connectable",
				"sandbox",
			])
				expect(made).not.toHaveProperty(absent);
		},
	);

	it("opens beside the page in both browsers, and in Firefox not by itself", () => {
		expect(manifest("chromium", "1.2.3")).toMatchObject({
			side_panel: { default_path: "popup.html" },
		});
		expect(manifest("firefox", "1.2.3")).toMatchObject({
			sidebar_action: { default_panel: "popup.html", open_at_install: false },
		});
	});

	it("has this content security policy, to the letter", () => {
		expect(contentSecurityPolicy).toBe(
			"script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https: http://localhost:* http://127.0.0.1:*; frame-ancestors 'none'; default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'",
		);
		for (const target of ["chromium", "firefox"] as const)
			expect(manifest(target, "1.2.3")).toMatchObject({
				content_security_policy: { extension_pages: contentSecurityPolicy },
			});
	});

	it("puts the provider and the relay into top frames of encrypted and local sites only", () => {
		const matches = ["https://*/*", "http://localhost/*", "http://127.0.0.1/*"];
		expect(manifest("chromium", "1.2.3")).toMatchObject({
			content_scripts: [
				{
					matches,
					js: ["inpage.js"],
					run_at: "document_start",
					world: "MAIN",
					all_frames: false,
				},
				{
					matches,
					js: ["relay.js"],
					run_at: "document_start",
					all_frames: false,
				},
			],
		});
	});

	it("has a service worker in Chromium and an event page in Firefox", () => {
		expect(manifest("chromium", "1.2.3")).toMatchObject({
			background: { service_worker: "background.js", type: "module" },
		});
		expect(manifest("firefox", "1.2.3")).toMatchObject({
			background: { scripts: ["background.js"], type: "module" },
			browser_specific_settings: { gecko: { id: expect.any(String) } },
		});
	});
});

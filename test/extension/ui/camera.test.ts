// Why there is no picture of a camera, by the names that browsers give to it.

import { afterEach, expect, test, vi } from "vitest";
import { openCamera } from "../../../extension/ui/device/camera.ts";
import { Fault } from "../../../src/base/fault.ts";

afterEach(() => vi.unstubAllGlobals());

const codeOf = async (): Promise<string> => {
	try {
		await openCamera();
		return "none";
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
};

test.each([
	["NotAllowedError", "camera-denied"],
	["SecurityError", "camera-denied"],
	["NotFoundError", "camera-none"],
	["NotReadableError", "camera-closed"],
	["AbortError", "camera-closed"],
	["OverconstrainedError", "camera-closed"],
])("%s is said as %s", async (name, code) => {
	const getUserMedia = async () => {
		throw new DOMException("no picture", name);
	};
	vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
	expect(await codeOf()).toBe(code);
});

test("a browser that lets a page see no camera at all is said as camera-none", async () => {
	vi.stubGlobal("navigator", {});
	expect(await codeOf()).toBe("camera-none");
});

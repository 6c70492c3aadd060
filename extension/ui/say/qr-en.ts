// QR codes, in English.

export const qrEn = {
	address: "Your address as a QR code",
};

// Inngest's SDK loads this package only for extended traces, which the app does not turn on.
exports.getNodeAutoInstrumentations = () => [];

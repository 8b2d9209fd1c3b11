"""Between HTTP and the views: middleware, converters, context, the sign-in adapter."""

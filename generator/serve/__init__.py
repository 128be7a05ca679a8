"""The preview: a site's folder shown in the browser, following every save. Only `preview` knows livereload."""

"""The preview: shows a site in the browser and builds it again after every save. Only `preview` imports livereload."""

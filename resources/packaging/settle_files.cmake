# Before a package is closed: the rights that Debian asks for, and the time of the release, so that the same sources
# give the same bytes.
set(ENV{SOURCE_DATE_EPOCH} ${CPACK_ROUNDSCOPE_TIME})
file(GLOB_RECURSE staged LIST_DIRECTORIES true ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*)
foreach(each ${staged})
  if(IS_DIRECTORY ${each} OR each MATCHES "/bin/")
    file(CHMOD ${each} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  else()
    file(CHMOD ${each} PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  endif()
  execute_process(COMMAND touch --no-dereference --date=@${CPACK_ROUNDSCOPE_TIME} ${each} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
